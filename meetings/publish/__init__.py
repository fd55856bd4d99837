"""The ways out for machines and followers: feeds, calendars, exports, mail. Reads the archive and writes none of it."""
