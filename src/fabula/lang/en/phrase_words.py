"""Words of a cause or an effect that name nothing by themselves.

Written while reading the concepts that the signed development passages made."""

from fabula.lang.en.calendar import DATED
from fabula.lang.en.wordlists import words

VAGUE = words(
    "thing way people person one ones same all something anything everything nothing someone somebody anyone anybody "
    "everyone everybody nobody none lot other others those kind sort part number case fact course matter point place "
    "think know go went gone see seen saw say said get got make made take took taken come came want wanted look looked "
    "believe believed feel felt find found give gave given keep kept let put seem seemed tell told use used try tried mean "
    "talk talked ask asked going doing thinking saying knowing making taking getting happen happened work "
    "now today tomorrow yesterday tonight time moment day night week month year decade century morning afternoon evening "
    "weekend hour minute ago later earlier recently currently spring autumn winter "
    "probably certainly actually really perhaps maybe likely simply always never often sometimes together again still "
    "yet already first second last next good bad big small able sure certain true possible hundred thousand million "
    "billion trillion percent issue event aspect dollar euro pound important major consider considered suggest suggested argue argued argues "
    "decide decided tries claim claimed need needed how why where what away back down out up"
) | (DATED - {"march", "may"})
"""Words that name nothing by themselves: a phrase of these alone is no concept."""
OPEN_VERBS = words(
    "think know say said make made take took give gave get got put let consider considered suggest suggested argue "
    "argued argues decide decided try tried tries seem seemed want wanted believe believed need needed claim claimed "
    "went came reach reached sent"
)
"""Verbs that tell nothing without what comes after them."""
