"""Files of people are parsed in a process of their own, with limits; a crash there is a finding here."""
