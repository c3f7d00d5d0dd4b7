"""How much of each kind of the judge's training pairs an epoch takes: by the kind or set, and the class."""

from fabula.compare.model import CLASSES

SHARE = {
    ("claims", "agrees"): 0.8,
    ("claims", "neither"): 0.4,
    ("headlines", "agrees"): 0.3,
    ("headlines", "clashes"): 1.0,
    ("headlines", "neither"): 0.1,
    ("made", "agrees"): 0.3,
    ("made", "clashes"): 0.35,
    ("made", "neither"): 0.35,
    ("nanco", "neither"): 0.4,
    ("unrelated", "neither"): 0.6,
    ("breaking", "clashes"): 0.4,
    ("cad", "agrees"): 0.75,
    ("cad", "clashes"): 0.75,
    ("cad", "neither"): 0.75,
    ("med", "agrees"): 0.6,
    ("med", "neither"): 0.6,
    ("mpe", "agrees"): 0.5,
    ("mpe", "clashes"): 0.5,
    ("mpe", "neither"): 0.5,
    ("sick", "neither"): 0.6,
    ("wice", "agrees"): 0.6,
    ("wice", "neither"): 0.3,
    ("unlabelled", ""): 0.5,
}
"""Part of each kind of pair that an epoch takes, drawn anew each time, where it is not all: the commonest and the longest
take the time of the others. What is over 1 is taken more than once."""
LAST = {(s, c): 0.7 for s in ("mnli", "snli", "fm2", "sick") for c in CLASSES} | {
    ("claims", "clashes"): 1.5,
    ("claims", "neither"): 0.5,
    ("headlines", "agrees"): 0.6,
    ("headlines", "clashes"): 2.0,
    ("headlines", "neither"): 0.2,
    ("made", "agrees"): 0.4,
    ("made", "clashes"): 0.4,
    ("made", "neither"): 0.4,
    ("nanco", "neither"): 0.4,
    ("unrelated", "neither"): 0.6,
    ("breaking", "clashes"): 0.2,
    ("cad", "agrees"): 0.5,
    ("cad", "clashes"): 0.5,
    ("cad", "neither"): 0.5,
    ("med", "agrees"): 0.4,
    ("med", "neither"): 0.4,
    ("mpe", "agrees"): 0.3,
    ("mpe", "clashes"): 0.3,
    ("mpe", "neither"): 0.3,
    ("sick", "neither"): 0.4,
    ("wice", "agrees"): 0.6,
    ("wice", "neither"): 0.3,
    ("unlabelled", ""): 0.5,
}
"""The same for the last epoch of several: what the judge is for comes last, as the rate falls."""
AGAIN = SHARE | {
    ("headlines", "agrees"): 0.25,
    ("headlines", "clashes"): 0.75,
    ("headlines", "neither"): 0.1,
    ("made", "agrees"): 0.35,
    ("made", "clashes"): 0.35,
    ("made", "neither"): 0.35,
    ("unlabelled", ""): 1.0,
}
"""The same where training goes on with a teacher: the claims are what there is to learn."""
