"""What « tenu » means, kind by kind."""
