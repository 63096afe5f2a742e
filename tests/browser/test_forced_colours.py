"""Where the reader's system chooses the colours (high contrast): the current page is marked, and focus is seen."""

from base64 import b64encode

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SCHEMES = ("light", "dark")
PAGES = [
    "/",
    "/my-work/",
    "/actions/",
    "/actions/R4.1/",
    "/deadlines/days-off/add/",
    "/history/",
    "/people/add-person/",
]
# One of each kind that can be focused: those of one kind look the same.
KINDS = """() => {
    const can = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const found = new Map();
    for (const one of document.querySelectorAll(can)) {
        if (!one.checkVisibility() || one.closest(".visually-hidden")) continue;
        const kind = [one.tagName, one.type, one.className, one.hasAttribute("aria-current"),
            one.parentElement.tagName, one.parentElement.className, one.closest("table")?.className].join(" ");
        if (!found.has(kind)) found.set(kind, one);
    }
    [...found.values()].forEach((one, number) => one.setAttribute("data-kind", number));
    return [...found.keys()];
}"""
LOOK = """one => { const style = getComputedStyle(one);
    return [style.backgroundColor, style.borderBottomColor, style.color]; }"""
# How many pixels of two pictures of one size differ.
DIFFER = """async pictures => {
    const [one, other] = await Promise.all(pictures.map(async picture => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
        const drawn = new OffscreenCanvas(image.width, image.height).getContext("2d");
        drawn.drawImage(image, 0, 0);
        return new Uint32Array(drawn.getImageData(0, 0, image.width, image.height).data.buffer);
    }));
    return one.filter((pixel, place) => pixel !== other[place]).length;
}"""
BESIDE = 10  # pixels around an element in which its outline may be drawn
WIDEST = 600


@pytest.fixture(params=SCHEMES)
def page(request, browser, site, cookies):
    """The administrator's, who has every door, in colours of the system's choice."""
    context = browser.new_context(
        base_url=site.url, forced_colors="active", color_scheme=request.param, reduced_motion="reduce"
    )
    context.add_cookies([cookies["admin"]])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/actions/", "/actions/R4.1/"])
def test_the_current_page_is_marked_by_more_than_a_line_in_the_navigation(page, path):
    page.goto(path)
    group, current = page.query_selector_all(".site-nav [aria-current]")
    others = page.query_selector_all(".site-nav a:not([aria-current])")
    background, border, words = current.evaluate(LOOK)
    looks = [other.evaluate(LOOK) for other in others]
    assert (group.inner_text(), current.inner_text()) == ("Plan", "Actions") and len(looks) > 8
    assert group.evaluate(LOOK) == current.evaluate(LOOK)
    assert background not in {one[0] for one in looks} and words not in {one[2] for one in looks}
    assert border not in {one[1] for one in looks}


def test_the_current_tab_and_the_type_of_change_shown_are_marked_too(page):
    page.goto("/people/")
    tab, other = page.locator("main strong[aria-current]"), page.locator("main ul.actions a").first
    assert tab.evaluate(LOOK)[0] != other.evaluate(LOOK)[0]
    page.goto("/actions/R4.1/?kind=dates")
    kinds = page.locator(".story-kinds")
    shown, other = kinds.locator("[aria-current]"), kinds.locator("a:not([aria-current])").first
    assert shown.evaluate(LOOK)[0] != other.evaluate(LOOK)[0]


def shot(page, one):
    """A picture of an element and what is around it; of a large one only its beginning."""
    box = one.bounding_box()
    corner = {"x": max(box["x"] - BESIDE, 0), "y": max(box["y"] - BESIDE, 0)}
    size = {
        "width": min(box["width"], WIDEST) + 2 * BESIDE,
        "height": min(box["height"], WIDEST) + 2 * BESIDE,
    }
    return b64encode(page.screenshot(clip=corner | size, caret="hide", animations="disabled")).decode()


def changed(page, blank, one):
    """How many pixels around an element differ once it has the focus that a keyboard gives."""
    one.scroll_into_view_if_needed()
    page.evaluate("document.activeElement.blur()")
    before = shot(page, one)
    one.evaluate("one => one.focus({preventScroll: true, focusVisible: true})")
    return blank.evaluate(DIFFER, [before, shot(page, one)])


@pytest.mark.parametrize("path", PAGES)
def test_focus_is_seen_on_every_kind_of_thing(page, path):
    """A line of two pixels along one long side of it, or more, changes (WCAG 2.4.13 asks for one all around)."""
    assert page.goto(path).status == 200
    # Which has no policy: it takes the pictures.
    blank, wrongs = page.context.new_page(), []
    page.bring_to_front()
    for number, kind in enumerate(page.evaluate(KINDS)):
        one = page.locator(f"[data-kind='{number}']")
        wanted = 2 * min(one.bounding_box()["width"], WIDEST)
        if (seen := changed(page, blank, one)) < wanted:
            wrongs.append(f"{kind}: {seen} pixels of {wanted:.0f}")
    assert wrongs == []
