"""The reader's tasks, shared by training and export."""

TASKS: dict[str, tuple[str, ...]] = {
    "attribution": ("source", "cue", "content"),
    "cause": ("cause", "effect", "signal"),
    "condition": ("antecedent", "consequent"),
}
"""Task to roles. A task is added by a line here and its data in data.py."""

ANCHORS = {"attribution": "cue", "cause": "cause", "condition": "antecedent"}
"""Task to the role whose first piece stands for the frame."""

NEEDS = {"attribution": ("content",), "cause": ("cause", "effect"), "condition": ("antecedent",)}
"""Task to the roles without which a frame is none."""

SWITCH = {"attribution": (0.0, 0.0, 0.5), "cause": (1.0, 1.0, 0.0), "condition": (1.0, 1.0)}
"""Task to what it costs, role by role, to begin or end a span (decoding.inside): little for roles of a word or two.
Calibrated on PolNeAR's development articles with an early checkpoint."""

BIAS = {"attribution": (2.0, 0.0, 0.0), "cause": (0.0, 0.0, 0.0), "condition": (0.0, 0.0)}
"""Task to what is added, role by role, to the log odds of a piece: most attributions have a source, so a weak one is
likelier than none. Calibrated as SWITCH was (who said what: 0.69 without it, 0.72 with it)."""

REACH = 64
"""Distances between a piece and its anchor are told apart up to this many pieces."""

CASES = 3
"""Lower or none, initial capital, capitals."""
