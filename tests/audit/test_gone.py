"""What a verb says when a record that it names was deleted a moment ago by somebody else's."""

import pytest

from actions.models import Action, Lead
from actions.plan.verbs import add_action
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import verb
from jarplan.people.models import Post
from tests.plan import NOON, content, make_people, make_recommendation, real_problems

pytestmark = pytest.mark.django_db(transaction=True)


@verb
def add_while_its_post_goes(*, by, now, ledger, post):
    """Proposes an action, and takes the row of its post away before the verb is done."""
    action = add_action(
        by=by, now=now, ledger=ledger, recommendation=make_recommendation(), content=content(post)
    )
    Post.objects.filter(pk=post.pk)._raw_delete("default")
    return action


@verb
def lead_by_nobody(*, by, now, ledger, action, post):
    """Writes a row that points to a post that is gone, of which no state is read."""
    Lead.objects.create(action=action, post=post)
    Post.objects.filter(pk=post.pk)._raw_delete("default")


def test_record_whose_state_names_what_is_gone_is_not_written():
    people = make_people()
    with pytest.raises(NotNow, match="has just been removed, so nothing has been saved"):
        add_while_its_post_goes(by=people.programme, now=NOON, post=people.post_a)
    assert not Action.objects.exists()
    assert real_problems() == []


def test_row_that_points_to_what_is_gone_is_not_written():
    people = make_people()
    action = add_action(
        by=people.programme,
        now=NOON,
        recommendation=make_recommendation(),
        content=content(people.post_a),
    )
    with pytest.raises(NotNow, match="has just been removed, so nothing has been saved"):
        lead_by_nobody(by=people.programme, now=NOON, action=action, post=people.post_b)
    assert Lead.objects.count() == 1
    assert Post.objects.filter(pk=people.post_b.pk).exists()
