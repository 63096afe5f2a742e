"""The pages on which members see how the plan stands and has moved, as they are looked at in a browser."""

# Lists that can be taken away as a sheet.
SHEETS = (
    "actions",
    "recommendations",
    "history",
    "action-history",
    "slippage",
    "publication",
    "compare",
    "measures",
)


def pages(Page):
    return [
        Page("reporting:dashboard", "cabinet"),
        Page("reporting:dashboard", "officer", query="as_at=2008-07-15"),
        Page("reporting:slippage", "cabinet"),
        Page("reporting:slippage", "officer", query="as_at=2008-06-20"),
        Page("reporting:timeline", "cabinet"),
        Page("reporting:trend", "cabinet"),
        Page("reporting:measures", "cabinet"),
        Page("reporting:measures", "programme", query="as_at=2008-07-20&show=none"),
        Page("reporting:trend", "officer", query="as_at=2008-06-20"),
        Page("reporting:timeline", "officer", query="as_at=2008-07-20&organisation=Leicester City PCT"),
        Page("reporting:search", "cabinet"),
        Page("reporting:search", "cabinet", query="q=social workers"),
        Page("reporting:search", "pct.officer", query="q=no such words"),
        Page("reporting:compare", "cabinet"),
        Page("reporting:compare", "officer", query="from=2008-07-01&to=2008-08-06"),
        Page("reporting:compare", "programme", query="from=version-1"),
        Page("reporting:compare", "cabinet", query="from=2008-09-01&to=2008-09-01"),
        Page("reporting:actions", "cabinet", query="change=worse&since=2008-08-06"),
        Page("reporting:actions", "pct.officer", query="rating=red_either&portfolio=none"),
    ]
