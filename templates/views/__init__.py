"""A letter as other eyes and ears meet it: photographed, without pictures, read aloud, on paper."""
