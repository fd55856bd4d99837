"""Following by mail: signing up, confirming, leaving; what is new for a follower, and the mails that say it."""
