"""Rules that are counted from one another's duties: the order in which they must be counted, and that none waits for
itself."""

from django.core.exceptions import ValidationError

from recommendations.models import Duty


def in_order(rules):
    """The rules, each after all those for the duty that it is counted from."""
    left, found = sorted(rules, key=lambda rule: rule.pk), []
    while left:
        waited_for = {rule.duty for rule in left}
        # What waits for itself is refused when it is entered; rules that came otherwise are counted all the same.
        ready = [rule for rule in left if rule.after_duty not in waited_for] or left
        found += ready
        left = [rule for rule in left if rule not in ready]
    return found


def way_back(rule, others):
    """The duties by which a rule waits for its own one, from duty to duty; nothing where it does not."""
    ways = [[rule.duty, rule.after_duty]] if rule.after_duty else []
    seen = set()
    while ways:
        way = ways.pop()
        if way[-1] == rule.duty:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, one.after_duty] for one in others if one.duty == way[-1] and one.after_duty]
    return []


def check_order(rule, others):
    """ValidationError where a rule beside these others would wait for itself."""
    if way := way_back(rule, others):
        first, *following = [f"the duty to {Duty(duty).label}" for duty in way]
        chain = ", which is counted from ".join(following)
        sentence = f"{first[0].upper()}{first[1:]} would wait for itself: it is counted from {chain}"
        raise ValidationError({"after_duty": f"{sentence}. Select another duty, or another start"})
