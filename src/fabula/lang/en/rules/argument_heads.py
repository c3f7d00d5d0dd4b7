"""English that the rules of ``causes/argument_heads`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.wordlists import words

PARTS = words(
    "number series part portion share lot kind sort type form group set range variety dozen hundred thousand million "
    "billion majority minority rest percent bit piece couple pair handful flurry string wave host bulk half third quarter "
    "one some many most all any each none several both few half aspect amount level degree extent round flood spate"
)
"""Nouns that only say how much of what follows "of"."""
ASIDE = words("like such as including despite amid after before during since until while except besides according")
MORE = words("of on in for to with between against over from about toward towards into by at")
