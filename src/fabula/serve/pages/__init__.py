"""The pages of the workbench, one module a subject: each asks the state what it holds and says which template shows it."""
