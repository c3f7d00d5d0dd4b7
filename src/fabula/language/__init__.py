"""The models and their adapters, one module a model."""
