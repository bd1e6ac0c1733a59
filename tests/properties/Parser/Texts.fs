/// Any text at all: characters that lines and words may break at, and configurations that were cut, shuffled and spoiled.
module FrrK8s.Properties.Texts

open System
open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.BoundaryNodes

/// What a text may trip over.
let private pieces =
    [ "\n"
      "\n"
      "\n"
      "\r\n"
      "\r"
      "\t"
      " "
      " "
      "\u0000"
      "\uFEFF"
      "\u000b"
      "\u0085"
      "\u2028"
      "\u00a0"
      "\ud800"
      "!"
      "#"
      "exit"
      "exit-"
      "exit-vrf"
      "exit-address-family"
      "exit-vni"
      "quit"
      "end"
      "no "
      "no no "
      "$1"
      "~"
      "router bgp 64512"
      "router bgp"
      "address-family ipv4 unicast"
      "address-family l2vpn evpn"
      "vni 100"
      "vrf red"
      "route-map a permit 10"
      "route-map"
      "bfd"
      "profile fast"
      "peer 10.0.0.1"
      "interface eth0"
      "line vty"
      "neighbor 10.0.0.1 "
      "neighbor 2001:DB8::1 "
      "remote-as 64513"
      "peer-group"
      "activate"
      "network 10.0.0.0/8"
      "ip prefix-list a "
      "seq 5 "
      "seq 4294967295 "
      "seq 99999999999 "
      "permit "
      "deny "
      "any"
      "10.0.0.0/24"
      "10.0.0.0/99"
      "ge 25"
      "le 32"
      "::/0"
      "::"
      "1:2:3"
      "set community "
      "match "
      "65536"
      "-1"
      "route-target import *:1"
      "1.2.3.4:5"
      "bgp community-list standard c "
      "ip route "
      "vnc defaults"
      "segment-routing"
      "frr version 8"
      "frr defaults datacenter"
      "Building configuration..."
      "Current configuration:"
      "neighbor"
      "bgp default ipv6-unicast"
      "\"quoted\""
      "é" ]

let private anything =
    gen {
        let! size = Gen.choose (0, 40)
        let! parts = Gen.listOfLength size (Gen.elements pieces)
        return String.concat "" parts
    }

/// Texts that somebody could run.
let private originals =
    lazy
        [| yield! Samples.all
           for node in Gen.sampleWithSeed Law.seed 50 40 nodes do
               yield (Node.compile node).Text
           for items in Gen.sampleWithSeed Law.seed 50 80 DrawConfigurations.configuration do
               yield Configuration.print items |]

let private mutations: (Random -> ResizeArray<string> -> unit) list =
    let at (random: Random) (lines: ResizeArray<string>) = random.Next lines.Count
    let piece (random: Random) = pieces[random.Next pieces.Length]

    let edit change (random: Random) (lines: ResizeArray<string>) =
        let index = at random lines
        lines[index] <- change random lines[index]

    [ fun random lines -> lines.RemoveAt(at random lines)
      fun random lines -> lines.Insert(at random lines, lines[at random lines])
      fun random lines ->
          let one, two = at random lines, at random lines
          let line = lines[one]
          lines[one] <- lines[two]
          lines[two] <- line
      edit (fun random line -> String(' ', random.Next 4) + line.TrimStart ' ')
      edit (fun random line -> line[.. random.Next(line.Length + 1) - 1])
      edit (fun _ line -> line.TrimEnd('\n') + "\r\n")
      edit (fun _ line -> line.TrimEnd('\n') + " ")
      edit (fun random line -> line.Insert(random.Next(line.Length + 1), piece random))
      edit (fun random line -> piece random + "\n" + line)
      edit (fun _ line -> "no " + line) ]

let private spoil (seed: int) count (text: string) =
    let random = Random seed

    let lines = text.Split '\n' |> Array.map (fun line -> line + "\n") |> ResizeArray

    for _ in 1..count do
        if lines.Count > 0 then
            mutations[random.Next mutations.Length] random lines

    let text = String.concat "" lines

    if random.Next 4 = 0 then
        text[.. random.Next(text.Length + 1) - 1]
    else
        text

let private spoiled =
    gen {
        let! text = Gen.elements originals.Value
        let! seed = Gen.choose (0, Int32.MaxValue)
        let! count = Gen.choose (0, 8)
        return spoil seed count text
    }

/// A text, shown so that every character can be seen.
[<StructuredFormatDisplay("{Shown}")>]
type Text =
    { Of: string }

    member this.Shown =
        let escape (letter: char) =
            if letter = '\n' then
                "\n"
            elif Char.IsControl letter || letter > '~' then
                $"\\u%04x{int letter}"
            else
                string letter

        this.Of |> Seq.map escape |> String.concat ""

let draw =
    gen {
        let! isAnything = Gen.elements [ true; false ]
        let! text = if isAnything then anything else spoiled
        return { Of = text }
    }

/// Half of the text, a line less, a character less.
let shrink (text: Text) =
    let whole = text.Of
    let lines = whole.Split '\n'

    seq {
        if lines.Length > 3 then
            let half = lines.Length / 2
            yield String.concat "\n" lines[.. half - 1]
            yield String.concat "\n" lines[half..]

        for index in 0 .. lines.Length - 1 do
            yield String.concat "\n" (Array.removeAt index lines)

        if whole.Length < 60 then
            for index in 0 .. whole.Length - 1 do
                yield whole.Remove(index, 1)
    }
    |> Seq.filter (fun smaller -> smaller.Length < whole.Length)
    |> Seq.map (fun smaller -> { Of = smaller })

let arbitrary = Arb.fromGenShrink (draw, shrink)

/// Two texts; the second is often the first, spoiled.
let pairs =
    let drawPair =
        gen {
            let! one = draw
            let! other = draw
            let! seed = Gen.choose (0, Int32.MaxValue)
            let! isNear = Gen.elements [ true; false ]
            return one, (if isNear then { Of = spoil seed 3 one.Of } else other)
        }

    Arb.fromGenShrink (
        drawPair,
        fun (one, other) ->
            Seq.append
                (shrink one |> Seq.map (fun smaller -> smaller, other))
                (shrink other |> Seq.map (fun smaller -> one, smaller))
    )
