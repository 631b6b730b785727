-- JSON: what a list shows of the story, with the few records that show it.
ALTER TABLE catalogue ADD COLUMN line TEXT NOT NULL DEFAULT '';
