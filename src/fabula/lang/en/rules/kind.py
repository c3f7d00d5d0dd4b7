"""English that the rules of ``quantities/kind`` in ``extract`` go by: its word lists and patterns."""

import re

from fabula.lang.en.quantities.units import PEOPLE

COURT = frozenset("sue suit lawsuit award claim jury verdict court seek plaintiff judge settle".split())
HUMAN = PEOPLE | frozenset(
    "victim firefighter officer civilian rescuer villager farmer boy girl baby infant teenager tourist guest rebel militant "
    "fighter troop guard migrant refugee pupil teacher miner prisoner inmate employee journalist driver cyclist doctor nurse "
    "inhabitant other family relative suspect gunman man woman child police policeman crew hostage local national".split()
)
SUM = re.compile(
    r"\b(?:(?P<toll>(?:death )?toll)|(?:number|total|tally|count|list) of (?:the |those |people |confirmed |known )*(?P<of>\w+))\b[^.;:]{0,60}?"
    r"\b(?:to|at|reached|past|hit|passed|above|was|is|stands at)\s+(?:(?:at least|about|some|more than|nearly|over|around)\s+)?$",
    re.IGNORECASE,
)
COUNTED_APART = frozenset({"vote", "ballot", "seat", "delegate", "case", "layoff"})
LOSING = frozenset({"cut", "lose", "go", "slash", "eliminate", "shed", "axe", "risk", "threaten", "loss", "disappear"})
DEALING = frozenset({"pay", "trade", "close", "sell", "value", "buy"})
WINNING = frozenset({"win", "lose", "lead", "trail", "give", "beat", "defeat"})
FOUND_TO_BE = frozenset({"confirm", "list", "report", "leave", "remain", "feared", "fear", "declare", "presume"})
FOUND = frozenset({"leave", "find", "declare", "report", "list", "presume"})
UP_TO = frozenset({"to", "at", "past", "above", "over", "beyond", "from", "near", "around", "with"})
