"""The layout of a plan sheet as people make it: headings, merged cells, sections, keys, text that runs on. Pure:
it knows sheets and words, not the plan. The door is jarplan.spreadsheets.layout.plan.
"""
