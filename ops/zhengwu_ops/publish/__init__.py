"""Publishing: from a commit to a live release, or every reason why not.

checkout      the working tree as git sees it, and a commit's own files
route         where a target's name leads, and whether that is in the city
release_files what is sent: the built site, compressed files, the file that names the release
inspection    the inspection before a launch
gate          every reason why a release may not go out
transport     how a receiver is reached, and the conversation with it
refusals      what a receiver refuses, in words
delivery      sign, send, verify, switch, probe, confirm
probe         whether the live site answers with the new release
publication   all of it, in order
rollback      back to a release that is kept
"""
