"""Who may say from which round on an action is reported."""

from functools import partial

from actions.reading.permission import check_way
from actions.rules.lifecycle import Verb

check_move_to_round = partial(check_way, verb=Verb.MOVE_TO_ROUND)
