"""What Crossfoot found and understood, in the forms that people and programs read."""
