"""What all stores that speak SQL share: rows made records, the coming generation, the flip."""
