# Who may include whom. A room includes only from rooms above it; document/ stands on base/ alone, and no room but
# assess/ may leave its numbers to chance: every file of assess/ that computes ends its includes with assess/exact.h.
#
#     src/base/error.c:22: base/ may not know cli/

BEGIN {
    may["base"]     = " base "
    may["model"]    = " base model "
    may["assess"]   = " base model assess "
    may["plan"]     = " base model assess plan "
    may["document"] = " base document "
    may["report"]   = " base model assess document report "
    may["exchange"] = " base model assess exchange "
    may["cli"]      = " base model assess plan document report exchange cli "
    # Statistics are real numbers; nothing else of assess/ is.
    inexact["agree.c"] = 1
}

FNR == 1 {
    finish()
    split(FILENAME, parts, "/")
    room = parts[2]
    file = parts[3]
    last = ""
    path = FILENAME
    if (!(room in may))
        say(FILENAME, 0, "there is no room '" room "'; name it in tests/rooms.awk")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    match($0, /"[^"]*"/)
    what = substr($0, RSTART + 1, RLENGTH - 2)
    last = what
    if (split(what, inner, "/") < 2)
        say(FILENAME, FNR, "\"" what "\" does not name its room")
    else if (index(may[room], " " inner[1] " ") == 0)
        say(FILENAME, FNR, room "/ may not know " inner[1] "/")
    if (room == "cli" && program(file) != "" && index(program(file), " " inner[1] " ") == 0)
        say(FILENAME, FNR, file " belongs to a program that does not link " inner[1] "/")
}

/^[ \t]*#[ \t]*include[ \t]*</ { last = $0 }

END {
    finish()
    exit bad
}

# The rooms that the program of a file of cli/ links.
function program(name) {
    if (name ~ /^dcmm/)     return " base model assess cli "
    if (name ~ /^exchange/) return " base model assess exchange cli "
    if (name ~ /^plan/)     return " base model assess plan exchange cli "
    if (name ~ /^report/)   return " base model assess document report cli "
    return " base cli "
}

function finish() {
    if (room == "assess" && path ~ /\.c$/ && !(file in inexact) && last != "assess/exact.h")
        say(path, 0, "assess/exact.h is not the last include: a float could slip in")
}

function say(name, line, text) {
    print name (line ? ":" line : "") ": " text > "/dev/stderr"
    bad = 1
}
