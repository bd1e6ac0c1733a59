/// The words of the API at the edges of what is allowed: odd characters, the shortest and the longest, the first and the last.
module FrrK8s.Properties.BoundaryWords

open System
open FsCheck
open FsCheck.FSharp

let private words (text: string) =
    text.Split(' ', StringSplitOptions.RemoveEmptyEntries) |> List.ofArray

let private odd (forbidden: string) =
    [ '!' .. '~' ] |> List.filter (fun c -> not (forbidden.Contains c))

let private oddText characters longest =
    gen {
        let! length = Gen.frequency [ 4, Gen.choose (1, longest); 1, Gen.constant longest ]
        let! chars = Gen.listOfLength length (Gen.elements characters)
        return String(List.toArray chars)
    }

/// Names that are words of FRR's command line, begin like a comment, or look like another kind of value.
let private confusing =
    words
        "vrf all view no exit end Default lo eth0.100 !a #a \\a a?b ? * - -a $a {a} [a] (a) <a> a,b A.B.C.D WORD 123 0 a-out \
         a-denied remote-as interface peer-group activate route-map permit deny any seq in out 10.0.0.256 port profile peer a-red red"

/// VRFs and interfaces: 15 characters of the kernel's set.
let kernelName =
    Gen.frequency [ 3, Gen.elements confusing; 2, oddText (odd "/:'\"|%") 15 ]

/// BFD profiles: 63 characters.
let profileName =
    Gen.frequency
        [ 3, Gen.elements (confusing @ [ "\"a\""; "a/b"; "a:b"; "::1"; "10.0.0.1"; "default" ])
          2, oddText (odd "'|") 63 ]

/// Up to 80 bytes of anything without blanks and control characters.
let password =
    Gen.frequency
        [ 3, oddText (odd "") 80
          1, oddText [ 'é'; '日'; 'ß'; '\u2020' ] 26
          2,
          Gen.elements (
              words "! # | \" ' a| |a a|b 8 7 \\ ? %s 😀"
              @ [ String('x', 80); String('é', 40) ]
          ) ]

/// No two are one neighbor.
let addressesV4 =
    words
        "10.0.0.1 10.0.0.0 0.0.0.0 0.1.2.3 127.0.0.1 224.0.0.5 239.1.1.1 240.0.0.1 255.255.255.255 192.0.2.255 ::ffff:10.9.9.9 \
         ::ffff:0a08:0807"

let addressesV6 =
    words
        ":: 2001:DB8::A 2001:db8:1:2:3:4:0:1 2001:db8:0:0:1:0:0:1 0:0:1:2:3:4:5:6 1:2:3:4:5:6:7:: ::1.2.3.4 64:ff9b::1.2.3.4 fe80::1 \
         ff02::1 100:: ::1 ::2 1:: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 0:0:0:0:1::"

/// No two are one prefix, and FRR originates all of them.
let prefixes =
    words
        "0.0.0.0/0 0.0.0.0/1 128.0.0.0/1 0.0.0.0/8 10.0.0.0/8 10.1.2.3/16 10.1.2.0/24 10.1.2.4/31 10.1.2.5/32 224.0.0.0/4 \
         255.255.255.255/32 127.0.0.0/8 169.254.0.0/16 ::ffff:172.16.0.0/108 192.168.1.0/24 ::/0 ::/1 8000::/1 2000::/3 2001:DB8::/32 \
         2001:db8:1:2:3::/64 2001:db8::/127 2001:db8::5/128 ::/128 ::1/128 ff00::/8 ::1.2.3.0/120 64:ff9b::/96 1:2:3:4:5:6:7::/112 \
         ::/96"

/// Prefixes that may be received or blocked: the link-local ones too.
let selectable = prefixes @ [ "fe80::/10"; "fe80::/64"; "::ffff:0:0/96" ]

let asns = [ 1L; 100L; 23456L; 64512L; 65535L; 65536L; 4294967294L; 4294967295L ]

let wellKnown =
    [ 0; 1; 2; 3; 4; 5; 6; 7; 8; 666; 65281; 65282; 65283; 65284 ]
    |> List.map (fun value -> $"65535:{value}")

let communities =
    wellKnown
    @ words
        "0:0 0:1 1:0 65000:100 00100:0200 65535:9 65535:665 65535:667 65535:65280 65535:65285 65535:65535 65534:65535 large:0:0:0 \
         large:1:2:3 large:01:002:3 large:4294967295:4294967295:4294967295"

let localPrefs = [ 0L; 1L; 100L; 2147483648L; 4294967295L ]

/// Route distinguishers, and route targets for both ways.
let distinguishers =
    words
        "65000:1 65535:4294967295 65536:1 70000:65535 4294967295:65535 10.0.0.1:1 0.0.0.0:1 255.255.255.255:65535 0:1 65000:0 00065:01 \
         1:0"

let targets = "0:0" :: "0.0.0.0:0" :: distinguishers

/// Hold time and keepalive time. 0 turns keepalives off; FRR knows whole seconds, and keeps a keepalive time of a third of the hold time.
let timers =
    words
        "0s/0s 3s/0s 3s/1s 3s/3s 4s/2s 9s/3s 90s/30s 180s/60s 1m30s/1m 1.5h/30m 65535s/65535s 65535s/21845s 65535s/0s 10500ms/3999ms \
         18h12m15s/1s"
    |> List.map (fun pair -> pair.Split('/')[0], pair.Split('/')[1])

let connectTimes = [ "1s"; "10s"; "2m"; "18h12m15s"; "65535s" ]

let sources =
    words "10.0.0.8 2001:DB8::1 :: 0.0.0.0 255.255.255.255 fe80::1 ::1.2.3.4 ::ffff:10.0.0.1 lo 10.0.0"

let nextHopsV4 =
    words "10.0.0.9 1.0.0.0 10.0.0.0 126.255.255.255 128.0.0.0 223.255.255.255 ::ffff:10.0.0.1"

let nextHopsV6 =
    words "2001:DB8::9 ::2 ::1.2.3.4 64:ff9b::1.2.3.4 1:2:3:4:5:6:7:: 100:: fec0::1 feff::1"

let vnis =
    [ 1L; 2L; 9L; 10L; 99L; 100L; 500L; 65535L; 65536L; 16777214L; 16777215L ]
