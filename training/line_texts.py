"""Texts with labelled lines, for the line classifier: pages as copied, and main texts with furniture put into them.

Furniture is of two kinds: lines of other outlets' pages that stand outside their main text, and patterns written here
and filled by a seeded script. What a page's markup names title, byline, date or caption is neither told nor furniture.
"""

import gzip
import json
import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from fabula.ingest.reading import page as pages_
from fabula.ingest.reading.decoding import decode_page
from fabula.ingest.reading.judging import judge
from fabula.ingest.reading.maintext import words
from fabula.ingest.reading.meta import meta
from fabula.ingest.reading.visible import blocks, freed, parse

BODY, AROUND, NEITHER = 1, 0, -1
Lines = list[tuple[str, int]]
Patterns = Literal["all", "taught", "held"]


def _list(block: str) -> list[str]:
    return [x for x in block.replace("\n", "").split("|") if x]


HEAD = _list("""Home|News|World|Politics|Sport|Weather|14°C Oslo|Thursday, March 14, 2024|Sign in|Subscribe|Menu|Search|
Skip to content|London 20:09|Mostly cloudy, 61°F|E-edition|Watch live|Breaking|Log in|My account|Business|Opinion|Culture|
Lifestyle|Obituaries|Jobs|Classifieds|Podcasts|Video|Newsletters|Puzzles|Manage subscription|Skip to main content|Close menu|
Open navigation|Friday 8 March 2024|71° Clear|Breaking News|Live TV|Traffic|Contests|Advertise with us|Edition: International|
Dark mode|Text size|A A A|Print edition|Latest|Trending|Topics|Support us|Donate|Become a member|Hi, guest|My saved articles""")
SHARE = _list("""Share|Share on Facebook|Tweet|Email this article|Print|12 comments|Copy link|4 min read|Listen to this article|
Save for later|Facebook Twitter WhatsApp Email|Share this|Share this article|Gift this article|0 shares|Bookmark|Pin it|Reddit|
Link copied to clipboard|Send to a friend|View comments|Follow|Add to reading list|6 minute read|Font size|Comment|Like|1.2k views|
Audio by Carbonatix|00:00 / 04:12|Facebook|Twitter|LinkedIn|Flipboard|Share via email|Report a correction|Reprints""")
PITCH = """Sign up for our newsletter and never miss a story.
Get the day's top news in your inbox every morning.
Support independent journalism: donate today.
Enjoyed this story? Help us keep reporting by becoming a member.
Subscribe to The Morning Briefing
Your support makes our work possible. Please consider a gift of any size.
We rely on readers like you. Chip in now and help us stay free for everyone.
Download our app for breaking news alerts.
Want more stories like this? Our weekly letter brings you the best of our reporting, free.
This is a subscriber-only story. Log in or start your trial to read on.
You have 2 free articles left this month.
Already a subscriber? Sign in.
By signing up you agree to our terms of use and privacy policy.
Please check your inbox to confirm your subscription.
We use cookies to give you the best experience on our site. You can change your settings at any time.
Follow us on social media for more updates.
Have a news tip? Write to our newsroom at tips@example.com or use our secure form.
Journalism like this takes time and money. If you can, please give as little as $3 a month.
Listen to the latest episode of our podcast, in which our reporters look behind the week's news.
Join the conversation on our channel and be the first to know.
Stay informed: turn on notifications to get breaking news as it happens.
If you value what we do, tell a friend, or make a gift to our nonprofit newsroom today.
This story is free to republish under our guidelines. Please credit us and link to the original.
Enter your email address
The views expressed in this article are the author's own and do not necessarily reflect our editorial policy.
Our commenting rules: be civil, stay on the subject, no links. We remove what breaks them.
Something wrong with this story? Let us know.
Get unlimited access for a year. Cancel any time.""".split("\n")
BIOGRAPHY = """{} is a reporter who covers politics and the courts. She previously worked for a regional daily.
{} is a freelance journalist based in the capital. Follow him on Twitter.
About the author: {} writes about energy and climate.
{} has been a correspondent since 2011 and is the author of two books.
{} joined the paper in 2016 after studying history. Contact: {}@example.com
{} covers business and technology from the east coast.
{}, a graduate of the national school of journalism, leads the investigations desk.
Reach {} at 555-0134 or on social media at @{}.
{} is a senior fellow at an institute for foreign affairs. The opinions here are his own.
Reporting by {}; Editing by {}
{} contributed to this report.
Additional reporting by {} in the capital
With files from {}
Edited by {}. Photographs by {}.
Follow {} on Twitter: @{}""".split("\n")
OPENERS = _list("""You may also like|Related stories|Most read|More from this section|Leave a reply|Related articles|
Read more|More stories|Recommended for you|Editor's picks|Don't miss|From around the web|Sponsored content|More on this story|
Top stories|Up next|Latest news|See also|More in politics|Popular now|What to read next|In other news|Suggested reading|
Stories you may have missed|Most viewed|Today's headlines""")
TAIL = _list("""Your email address will not be published. Required fields are marked *|Comments|Be the first to comment|
© 2024 All rights reserved.|Terms of use|Privacy policy|Contact us|Tags: council, bridge, vote|Load more|Read more:|
Trending now|About us|Careers|Advertise|Cookie settings|Sitemap|Help centre|Accessibility|Do not sell my personal information|
Copyright 2023 by the publisher. All rights reserved. This material may not be broadcast, rewritten or redistributed.|
Back to top|Newsletter|Follow us|RSS|Previous article|Next article|Notify me of follow-up comments by email.|Post comment|
Save my name, email, and website in this browser for the next time I comment.|Filed under: news, courts, housing|Name *|Email *|
Topics|Share this story|Subscribe now|Advertisement|Powered by a content management system|Code of ethics|Corrections|
This site is protected by a test for robots, and its privacy policy applies.|Become a contributor|Our apps|More newsletters|
Published by the Harbour Media Group|Registered office: 12 Quay Street|Log in to comment|Sort by newest|Report abuse""")
ERRORS = """Warning: Undefined array key "author" in /var/www/html/single.php on line 88
Please enable JavaScript to view the comments powered by Disqus.
Notice: Trying to get property of non-object in /home/site/functions.php on line 12
Your browser does not support the video tag.
This video file cannot be played. (Error Code: 102630)
Deprecated: strpos(): Passing null to parameter #1 is deprecated in /srv/www/wp-includes/functions.php on line 7053
You need to enable JavaScript to run this app.
Something went wrong, please try again later.
Loading...""".split("\n")
COMMENTS = """This mayor should resign, he has lied to us from the first day.
Great article, thank you for writing it!
@dockside you have no idea what you are talking about
Why does nobody ask who paid for this? Follow the money.
I lived there for ten years and it was always like this.
About time! My taxes pay for that road and it has been shut all winter.
lol they will never learn
Says who? Where are the numbers for that claim? Lazy reporting if you ask me.
My heart goes out to the families. So sad.
Agree with the above, well said.
First of all nobody voted for this, and second, it will cost twice what they say, as always. Mark my words.""".split(
    "\n"
)
BREAKS = _list("""Advertisement|Story continues below|Article continues after this ad|ADVERTISEMENT|Continue reading|
Advertisement - story continues below|Ad|Sponsored|Skip advertisement|Article continues below|REMOVE AD|Scroll to continue|
Related video|Play video|Read also|Image: archive|1 of 7|Next slide|View gallery|Watch:|Click to expand|Loading ad""")
NAMES = _list("""Nora Vance|Karl Boone|Ada Winter|Petra Lund|Tom Reyes|Maria Kowal|Jon Aske|Lena Ortiz|Samuel Oduya|Ivy Chen|
Marek Novotny|Aisha Rahman|Grace O'Neil|Luca Ferri""")
TEASERS = """{} wins vote after long night of counting
Five things to know about the new {} rules
Why {} matters more than you think
Watch: {} speaks to reporters
How to cook the perfect {}
{} prices rise for third month
Opinion: what the {} debate gets wrong
The best {} deals of the week
Police name man found near {}
{} and the art of waiting
In pictures: {} through the years
Weather: rain and wind for {} this weekend
Quiz: how well do you know {}?
{} star says goodbye after ten seasons
Study links {} to better sleep
A look inside {}'s new stadium""".split("\n")
SUBJECTS = _list("""Velmar|harbour|school|oat bread|rent|climate|phone|lake|the north|garden|tax|tennis|winter|cycling|parliament|
coffee|Marenne|river|energy|football|the royal family|housing|museum|vaccine|rail|festival""")
STAMPS = _list("""2 hours ago|5h|March 3, 2024|Jan 12|12:30|3 days ago|Yesterday|By {}|{}|Politics|Local|Sport|1 min read|4 comments|
Premium|Video|Analysis|Opinion|Culture|PHOTO: archive""")


class Page:
    """A page's visible lines with the share of each that is main text, and the main text's paragraphs.

    A line's share is None where the markup names it title, byline, date or caption.
    """

    def __init__(self, row: dict[str, str], folder: Path) -> None:
        self.host = urlsplit(row["url"]).netloc.removeprefix("www.")
        self.body = [x.strip() for x in row["body"].split("\n") if x.strip()]
        raw = decode_page(gzip.decompress((folder / row["page"]).read_bytes()), row["id"]).text
        gold = words(row["body"])
        held = set(zip(*(gold[i:] for i in range(4)), strict=False))
        whole = {words(x) for x in self.body}
        root = parse(raw, row["id"])
        freed(root)
        found = blocks(root)[1]
        known = meta(root)
        judge(found, *pages_._extractions(root, found), known.titles[0] if known.titles else None)
        pages_._beside_title(found)
        self.lines: list[tuple[str, float | None]] = []
        for block in found:
            own = words(block.text)
            pieces = list(zip(*(own[i:] for i in range(4)), strict=False))
            if own:
                share: float | None = sum(p in held for p in pieces) / len(pieces) if pieces else float(own in whole)
                if (share or 0) < 0.6 and block.kind in ("title", "byline", "dateline", "caption"):
                    share = None
                self.lines.append((block.text, share))

    def around(self) -> list[str]:
        """Its lines that are furniture."""
        return [t for t, s in self.lines if s is not None and s < 0.2]


class Text:
    """A text known to be all telling: of a corpus of plain news. It has no furniture of its own."""

    def __init__(self, text: str) -> None:
        self.host = ""
        self.body = [x.strip() for x in text.split("\n") if x.strip()]
        self.lines: list[tuple[str, float | None]] = []


def pages(gold: Path) -> list[Page]:
    """All pages of a gold file."""
    return [Page(json.loads(x), gold.parent) for x in gold.read_text(encoding="utf-8").splitlines()]


def plain_texts(corpus: Path, most: int) -> list[Text]:
    """Some texts of a corpus: rows of {text}."""
    rows = [json.loads(x)["text"] for x in corpus.read_text(encoding="utf-8").splitlines()]
    random.Random(5).shuffle(rows)
    return [Text(x) for x in rows[:most]]


def copied(page: Page, rng: random.Random) -> Lines | None:
    """The page's own visible lines around its main text, as a copy has them: a few of them, or all."""
    lines = [(t, NEITHER if s is None else BODY if s >= 0.6 else AROUND if s < 0.3 else NEITHER) for t, s in page.lines]
    at = [i for i, (_, label) in enumerate(lines) if label == BODY]
    if len(at) < 4:
        return None
    if rng.random() < 0.3:
        return lines[:600]
    return lines[max(0, at[0] - rng.randrange(14)) : at[-1] + 1 + rng.randrange(30)]


class Furnisher:
    """Puts furniture into main texts: of other pages, and from the patterns above.

    ``patterns`` says which of these: all, those that a check teaches (three in four), or those that it holds back.
    """

    def __init__(self, others: Sequence[Page], rng: random.Random, patterns: Patterns = "all") -> None:
        self.others, self.rng, self.patterns = others, rng, patterns

    def some(self, lines: list[str]) -> list[str]:
        """The patterns of a list that count."""
        if self.patterns == "all":
            return lines
        return [x for x in lines if (zlib.crc32(x.encode()) % 4 == 0) == (self.patterns == "held")] or lines[:1]

    def menu(self, lines: list[str], most: int) -> list[str]:
        """Fewer than ``most`` patterns of a list."""
        lines = self.some(lines)
        return self.rng.sample(lines, min(len(lines), self.rng.randrange(most)))

    def name(self) -> str:
        """Somebody's name."""
        return self.rng.choice(NAMES)

    def teaser(self) -> list[str]:
        """Another article's headline, with its first words or without."""
        rng = self.rng
        other = rng.choice(self.others)
        first = re.split(r"(?<=[.!?])\s+", rng.choice(other.body[:3]))[0]
        heads = [t for t in other.around() if 5 <= len(t.split()) <= 14]
        head = (
            rng.choice(heads)
            if heads and rng.random() < 0.7
            else rng.choice(self.some(TEASERS)).format(rng.choice(SUBJECTS))
        )
        out = [head]
        if rng.random() < 0.4:
            out.append(first[: rng.choice([90, 140, 400])] + rng.choice(["…", "...", "", "", " Read more", " [...]"]))
        if rng.random() < 0.35:
            out.insert(rng.randrange(len(out) + 1), rng.choice(self.some(STAMPS)).format(self.name()))
        return out

    def strange(self, most: int = 4) -> list[str]:
        """Lines that stand together around another article."""
        lines = self.rng.choice(self.others).around()
        at = self.rng.randrange(len(lines))
        return lines[at : at + self.rng.randrange(1, most)]

    def pitch(self) -> list[str]:
        """An appeal to the reader."""
        return [self.rng.choice(self.some(PITCH))]

    def biography(self) -> list[str]:
        """Who wrote it."""
        line = self.rng.choice(self.some(BIOGRAPHY))
        out = [re.sub(r"\{\}", lambda m: self.name(), line)]
        return [self.name(), *out] if self.rng.random() < 0.2 else out

    def between(self) -> list[str]:
        """What stands between two paragraphs."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.3:
            return self.teaser()
        if kind < 0.45:
            return [
                rng.choice(["Read more: ", "Also read: ", "Related: ", "READ: ", "See also: ", ""]) + self.teaser()[0]
            ]
        if kind < 0.6:
            return self.pitch()
        if kind < 0.8:
            return [rng.choice(self.some(BREAKS))]
        return [*rng.sample(self.some(OPENERS), 1), *self.teaser(), *self.teaser()] if kind < 0.87 else self.strange()

    def into(self, body: Sequence[str], title: str | None) -> Lines:
        """A main text with furniture at its head, between its paragraphs and at its end."""
        rng, out = self.rng, []  # type: ignore[var-annotated]

        def add(lines: list[str]) -> None:
            out.extend((x, AROUND) for x in lines)

        add(self.menu(HEAD, 14 if rng.random() < 0.3 else 6))
        if rng.random() < 0.4:
            add(self.strange(12 if rng.random() < 0.3 else 4))
        if title:
            out.append((title, NEITHER))
        if rng.random() < 0.5:
            add(self.menu(SHARE, 6))
        often = rng.choice((0.05, 0.12, 0.2))
        for i, line in enumerate(body):
            out.append((line, BODY))
            if i < len(body) - 1 and rng.random() < often:
                add(self.between())
        parts: list[tuple[float, Callable[[], list[str]]]] = [
            (0.35, self.biography), (0.4, self.pitch), (0.12, lambda: [rng.choice(self.some(ERRORS))]),
            (0.3, lambda: self.menu(SHARE, 6)),
            (0.2, lambda: ["Tags", *(rng.choice(SUBJECTS).title() for _ in range(rng.randrange(1, 6)))]),
            (0.55, lambda: [rng.choice(self.some(OPENERS)), *(x for _ in range(rng.randrange(1, 8)) for x in self.teaser())]),
            (0.5, lambda: [x for _ in range(rng.randrange(3)) for x in self.strange(10)]),
        ]  # fmt: skip
        if rng.random() < 0.3:
            rng.shuffle(parts)
        for chance, made in parts:
            if rng.random() < chance:
                add(made())
        add(self.menu(TAIL, 12 if rng.random() < 0.3 else 6))
        if rng.random() < 0.25:
            add([rng.choice(("Comments", "2 comments", "Join the discussion", "Leave a reply"))])
            for _ in range(rng.randrange(1, 5)):
                add([f"{self.name().split()[0].lower()}{rng.randrange(99)}", rng.choice(self.some(COMMENTS))])
        return out


def texts(
    found: Sequence[Page], seed: int, plain: Sequence[Text] = (), times: int = 3, patterns: Patterns = "all"
) -> Iterator[Lines]:
    """Labelled texts of some pages: each as copied, some times with furniture put into it, and clean.

    Furniture comes from pages of other outlets among ``found``; ``plain`` texts get it too.
    """
    rng = random.Random(seed)
    giving = [p for p in found if len(p.body) > 2 and len(p.around()) > 2]
    for page in found:
        others = [p for p in giving if p.host != page.host]
        if made := copied(page, rng):
            yield made
        if len(page.body) >= 4:
            title = next((t for t, s in page.lines if 4 <= len(t.split()) <= 16 and (s or 0) < 0.6), None)
            for _ in range(times):
                yield Furnisher(others, rng, patterns).into(page.body, title if rng.random() < 0.8 else None)
        yield [(x, BODY) for x in page.body]
    for text in plain:
        if len(text.body) >= 4:
            yield Furnisher(giving, rng, patterns).into(text.body[:60], None)
            if rng.random() < 0.2:
                yield [(x, BODY) for x in text.body]
