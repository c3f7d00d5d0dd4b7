"""Known entities: reference lists that the user supplies, and which of their entries an entity may be."""
