"""Disjoint sets, with an optional sign: whether two members stand for the same thing or for its opposite."""


class Unions:
    """Members 0..size-1 in disjoint sets (union-find with path halving). Each carries a parity against its root."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._odd = [False] * size

    def find(self, i: int) -> tuple[int, bool]:
        """The root of a member, and whether the member is the root's opposite."""
        odd = False
        path = []
        while self._parent[i] != i:
            path.append(i)
            i = self._parent[i]
        for k in reversed(path):
            odd ^= self._odd[k]
            self._parent[k], self._odd[k] = i, odd
        return i, odd

    def root(self, i: int) -> int:
        """The root of a member."""
        return self.find(i)[0]

    def join(self, i: int, j: int, opposite: bool = False) -> bool:
        """Put two members' sets together under the smaller root; False where they already are, and it disagrees."""
        (a, x), (b, y) = self.find(i), self.find(j)
        if a == b:
            return (x ^ y) == opposite
        if b < a:
            a, b = b, a
        self._parent[b] = a
        self._odd[b] = x ^ y ^ opposite
        return True
