"""The page of the search: what was found, by kind."""

from django.views.generic import TemplateView

from actions.rules.filters import LONGEST, clean
from jarplan.formfields.searching import MOST_WORDS
from jarplan.reporting.search.queries import MOST, Search
from recommendations.within import within


class SearchView(TemplateView):
    """The first of each kind in which all the words stand."""

    template_name = "reporting/search/search.html"

    def get_context_data(self, **kwargs):
        # A tab or a line end parts two words, where clean() would run them together.
        typed = " ".join(self.request.GET.get("q", "").split())
        search = Search(self.request.user, within(self.request), clean(typed))
        too_many = len(search.words) > MOST_WORDS
        groups = search.groups() if search.words and not too_many else []
        return super().get_context_data(
            q=search.text,
            is_asked=bool(search.words),
            is_cut=len(typed) > LONGEST,
            too_many=too_many,
            groups=groups,
            has_sample=any(one.is_sample for group in groups for one in group.shown),
            most=MOST,
            longest=LONGEST,
            most_words=MOST_WORDS,
            **kwargs,
        )
