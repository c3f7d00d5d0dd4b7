"""Write what a dossier holds for people: brief, timeline, drawings."""
