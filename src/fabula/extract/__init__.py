"""Add layers to one article, knowing nothing of the others. One folder a layer."""
