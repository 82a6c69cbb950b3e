# Ends the functions of a local AWS that was itself ended without a chance to do so, as by kill -9: a
# function that is busy does not notice that its parent is gone. It reads "+ <pid>:<mark>" for each
# process that begins and "- <pid>:<mark>" for each that has ended; a mark is in the environment of
# a process and of all that it starts.
running=
while read -r change entry; do
  case $change in
    +) running="$running $entry" ;;
    -) running="${running%% "$entry"*}${running#* "$entry"}" ;;
  esac
done
for entry in $running; do
  kill -9 "-${entry%%:*}"
  for file in $(grep -Fl "${entry#*:}" /proc/[0-9]*/environ); do
    pid=${file#/proc/}
    kill -9 "${pid%/environ}"
  done
done
