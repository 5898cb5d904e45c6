"""HTML that was copied out of Word or another program, and the HTML that Relais exports."""
