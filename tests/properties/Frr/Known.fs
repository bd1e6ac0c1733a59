/// What FRR says or writes besides what it was told: each entry is known, harmless and has its reason. Anything else breaks a law.
module FrrK8s.Properties.Known

open System.Text.RegularExpressions
open FrrK8s.Lab.Frr

/// A pattern for a whole line.
type Entry = { Pattern: Regex; Reason: string }

let private entry pattern reason =
    { Pattern = Regex($"^(?:{pattern})$")
      Reason = reason }

/// Lines of any release on standard output that come with success.
let private said =
    [ entry
          "Graceful restart configuration changed, reset this peer to take effect"
          "said of every `neighbor X graceful-restart`; a new neighbor has no session to reset"
      entry
          "% Echo mode works correctly for IPv4, but only works when the peer is also FRR for IPv6\\."
          "said of every `echo-mode`"
      entry
          "Reserved AS used \\(65535\\|4294967295\\); AS is (65535|4294967295)"
          "the AS number is used all the same" ]

/// vtysh 10 loads with a process for each daemon, and each tells of itself.
let private sending =
    [ entry "\\[\\d+\\|[a-z]+\\] sending configuration" "one daemon's part begins"
      entry
          "MGMTD: No changes found to be committed!"
          "told again after it was locked, mgmtd has nothing left to do"
      entry "Waiting for children to finish applying config\\.\\.\\." "all parts are on their way" ]

/// Lines on standard output that come with success.
let notices (release: FrrRelease) =
    if release = FrrRelease.Unpacked then
        sending @ said
    else
        said

/// Lines on standard output that come with success when something is there already.
let onChange =
    [ entry "MGMTD: No changes found to be committed!" "one daemon has nothing to do"
      entry "The route-map '.*' does not exist\\." "a route-map goes after the session that used it" ]

/// Lines on standard error that come with success.
let noErrors (release: FrrRelease) =
    if release = FrrRelease.Unpacked then
        [ entry "\\[\\d+\\|[a-z]+\\] done" "one daemon's part has ended well" ]
    else
        []

/// FRR 8.4 prints the community 0:0 by a name that FRR 10 does not know.
let inOurWords (running: string) =
    running.Replace(" set community internet", " set community 0:0")

/// Statements of the running configuration that nobody has to write.
let owned =
    [ entry "frr version .*" "the version that writes"
      entry "frr defaults .*" "the profile that daemons are started with"
      entry "hostname .*" "the machine's name, always printed"
      entry "service integrated-vtysh-config" "how vtysh itself was started"
      entry
          "(Building configuration\\.\\.\\.|Current configuration:|end)"
          "the frame of `show running-config`" ]

/// Lines of `frr-reload.py --test` that are no difference.
let reloadTalk =
    [ entry "Lines To (Delete|Add)" "a heading, also where the only line below is the next entry"
      entry "=+" "the rule below a heading"
      entry "no hostname .*" "FRR prints the machine's name also where no `hostname` was written" ]

/// frr-reload.py spells an address in ::/96 in hexadecimal where it reads a file and leaves it dotted where it reads FRR,
/// which prints no other form: it never finds the two equal. Such addresses are long deprecated (RFC 4291 section 2.5.5.1). Nor does it
/// know that FRR 8 calls the community 0:0 by a name.
let isBeyondReload (text: string) =
    text.Contains " set community 0:0"
    || Regex.IsMatch(text, @"(neighbor|update-source|next-hop global) ::\d+\.\d+\.\d+\.\d+\s")

let isAmong (entries: Entry list) (line: string) =
    entries |> List.exists (fun entry -> entry.Pattern.IsMatch line)

/// FRR 10.3 hides a default router that is deleted while routes leak from it, and then takes no other AS number for it
/// ("BGP instance is already running"), until it was made with the old number and deleted once more.
let isBeyondJourney (release: FrrRelease) (before: string) (after: string) =
    let asn text =
        Regex.Match(text, @"^router bgp (\d+)$", RegexOptions.Multiline).Groups[1].Value

    release = FrrRelease.Unpacked
    && before.Contains " import vrf "
    && asn before <> asn after
