"""From MJML to the HTML of a letter: checked, prepared, compiled, completed, styles inlined."""
