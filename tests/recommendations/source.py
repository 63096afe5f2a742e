"""The source, word for word: copied from the council's report, page breaks closed."""

RECOMMENDATIONS = {
    "R1": (
        "ensure that an appropriate way is found for the successful dissemination of the findings"
        " of this report to children and young people in the area"
    ),
    "R2": (
        "review its provision and reprioritise action to reduce the number of vulnerable young "
        "people, including those with learning difficulties and/or disabilities, who are not in "
        "education, employment or training"
    ),
    "R3": ("develop a performance management system for school improvement which is fit for purpose"),
    "R4": ("ensure that all looked after children have qualified social workers allocated to them"),
    "R5": (
        "implement the Teenage Pregnancy National Support Team recommendations in order to "
        "improve the quality of data and analysis to inform action to reduce teenage pregnancies."
    ),
    "R6": (
        "develop a coordinated strategy and detailed action plans to coordinate and improve "
        "services for children and young people who have learning difficulties and/or "
        "disabilities"
    ),
    "R7": (
        "improve the evaluation of provision for children and young people who have learning "
        "difficulties and/or disabilities, and use this information to improve the progress they "
        "make"
    ),
    "R8": (
        "reduce the rate of offending by looked after young people and re-offending in the 13–18 age group"
    ),
    "R9": (
        "set clear and challenging targets at partnership, school and individual levels which "
        "will improve the educational progress and the attainment of young people between the "
        "ages of 11 and 16"
    ),
    "R10": (
        "establish a clear focus on value for money through strategic commissioning and service "
        "planning across the partnership"
    ),
    "R11": ("tackle problems of capacity through joint workforce planning and development"),
    "R12": (
        "set challenging targets for service improvement across the partnership and establish a "
        "robust system of service management across the partnership"
    ),
    "R13": (
        "ensure the sufficient availability of specialist therapy service provision for children "
        "and young people with learning difficulties and/or disabilities"
    ),
    "R14": ("increase the capacity of out-patient services in CAMHS."),
    "R15": ("improve health outcomes for young parents and children"),
    "R16": ("improve educational attainment by looked after children and young people."),
}

FINDINGS = {
    "4.9.1": (
        "Arrangements to safeguard children and young people are good, and referrals receive a "
        "timely response with a good proportion of initial and very good proportion of core "
        "assessments completed on time. The work of the Local Safeguarding Children Board (LSCB) "
        "is outstanding and offers a strong lead, and partners work effectively together at "
        "strategic and operational levels to deliver good services to children and families. All "
        "agencies ensure that recruitment procedures protect children well. An effective child "
        "accident prevention strategy has reduced the numbers of children and young people killed"
        " or seriously injured in road traffic accidents. Action has been taken to reduce first-"
        "time offending significantly, but re-offending rates remain too high. Child and "
        "Adolescent Mental Health Services (CAMHS) provide insufficient out-patient services. "
        "There has been slow progress in implementing the Common Assessment Framework."
    ),
    "4.9.2": (
        "Services for looked after children are good. The number is relatively low and reducing "
        "and a high proportion live in family placements. Placement stability is very good. The "
        "inspection of the council's fostering service judged it as excellent. Young people have "
        "good opportunities to contribute to strategic and operational changes and to their "
        "reviews, which are timely. Good educational support is provided, the number of looked "
        "after young people attaining one A*–G grade at GCSE is high and increasing numbers are "
        "attending higher education. The high number of fixed-term exclusions from school "
        "contributes to a poor attendance rate, and other educational outcomes, including the "
        "number attaining five or more A*–C grades at GCSE, require improvement. Looked after "
        "children have good access to mental health services. The offending rate of looked after "
        "children is slightly higher than comparators, although numbers are small. Action "
        "continues to be effective in increasing the number of looked after children who have a "
        "qualified social worker. The number of children adopted is good."
    ),
    "4.9.3": (
        "The contribution of local services to improving outcomes for children and young people "
        "who have learning difficulties and/or disabilities is adequate. Multi-agency assessment "
        "of needs and services for young children are good, as are the specialist teaching "
        "services. Children and young people make at least satisfactory progress at school and "
        "many make good progress. Outcomes at post-16 are good. However, while the proportion who"
        " are not in education, employment or training has decreased, this figure still remains "
        "too high. There is too little specialist therapy support. The evaluation of the "
        "effectiveness of provision is insufficient and strategic and action planning is "
        "underdeveloped."
    ),
    "4.9.4": (
        "Teenage pregnancy rates remain too high and there has been insufficient improvement in "
        "health outcomes for young parents in West Leicester. The newly established Teenage "
        "Partnership Executive and strong partnership working at strategic and operational levels"
        " demonstrate recent prioritisation to drive improvements in these areas. There is a wide"
        " range of support, care and advice for young parents and expectant mothers and a "
        "widening of the range and quality of preventative education in teenage pregnancy hotspot"
        " areas. However, the partnership lacks robust local data to inform planning and "
        "evaluation of the impact of its preventive work."
    ),
    "4.9.5": (
        "Standards and achievement at Key Stages 3 and 4 are too low. There is a clear strategic "
        "focus on raising standards and aspirations for all young people. Good partnership work "
        "supports good curriculum development and delivery that promotes retention and "
        "progression in education. There is a wide range of targeted support arrangements to help"
        " young people succeed. The numbers of young people who are not in education, employment "
        "or training (NEET) is reducing, national and local area agreement targets have been met,"
        " but NEET figures remain too high. Effective work supports and retains young people in "
        "learning, and young people in post-16 provision show good or better progress and "
        "attainment. Coordination and evaluation of strategies are insufficiently robust. Target "
        "setting at strategic and local level is not sufficiently challenging."
    ),
    "4.9.6": (
        "Ambitions for children and young people are good and based on inclusive consultation and"
        " needs analysis. Leadership by senior management across the partnership and the lead "
        "member is strong and is driving action to address areas of underperformance. Priorities "
        "are good, owned by the partnership and supported by the redirection of resources towards"
        " areas of underperformance. Partnership working is strong and adds value, achieving "
        "sustainable improvements to key areas such as the safeguarding of children and young "
        "people. There is a proactive approach to learning. Some strategies are new and have yet "
        "to make an impact. Capacity, though adequate, is not sufficient to ensure a good rate of"
        " service improvement in some areas. Performance management is adequate and improving but"
        " is not consistently driving service improvement. Overall value for money is adequate, "
        "but systems to deliver value for money across the partnership are insufficiently "
        "developed."
    ),
}
