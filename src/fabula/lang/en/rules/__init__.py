"""English that the rules of ``extract`` go by: a module of words and patterns for each module of rules that has any."""
