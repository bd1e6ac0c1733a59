/// What the configurations reach: every kind of statement, every rewrite and every change.
module internal FrrK8s.Properties.ParserDistribution

open System
open Expecto
open FsCheck.FSharp
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.Engine

let private samples =
    lazy (Gen.sampleWithSeed Law.seed 50 600 Cases.spelled.Generator)

let private pairs = lazy (Gen.sampleWithSeed Law.seed 50 400 Cases.pairs.Generator)

let private percent (hits: int) (all: int) = 100 * hits / all

let private kinds =
    [ "frr defaults datacenter"
      "router bgp 64512\n"
      " vrf red"
      "no bgp default ipv4-unicast"
      "neighbor SPINE peer-group"
      "peer-group SPINE"
      "interface peer-group"
      "interface remote-as"
      "neighbor 2001:db8::"
      "bfd profile"
      "password"
      "ebgp-multihop"
      "timers connect"
      "address-family ipv6 unicast"
      "address-family l2vpn evpn"
      "  vni "
      "route-target import"
      "network fc00::/7"
      "redistribute"
      "import vrf"
      " route-map map-in in"
      " route-map map-out out"
      " activate"
      "no neighbor"
      "ip prefix-list allowed seq 5 "
      "ip prefix-list allowed permit"
      "deny any"
      " ge "
      "ipv6 prefix-list"
      "route-map map-in deny"
      "set community"
      "set large-community"
      "on-match"
      "community-list"
      "vrf red\n vni"
      "bfd\n"
      " profile fast"
      " peer "
      "router ospf"
      "some statement"
      "ip route"
      "interface eth0" ]

let private kindsTest =
    test "every kind of statement is drawn, and most configurations are more than a few lines" {
        let texts = samples.Value |> Array.map _.Text

        let absent =
            kinds
            |> List.filter (fun kind ->
                texts
                |> Array.forall (fun text -> not (text.Contains(kind, StringComparison.Ordinal))))

        Expect.isEmpty absent "words that no configuration has"

        let large =
            texts |> Array.filter (fun text -> text.Split('\n').Length > 20) |> Array.length

        Expect.isGreaterThan
            (percent large texts.Length)
            50
            "percent of the configurations with more than 20 lines"
    }

/// A rewrite that changes nothing proves nothing.
let private rewrites =
    test "every rewrite changes the text of enough configurations" {
        for rewrite in Spelling.all do
            let hits =
                samples.Value
                |> Array.filter (fun case ->
                    Spelling.spell [ rewrite.Name ] case.Seed case.Items <> case.Text)
                |> Array.length

            Expect.isGreaterThan
                (percent hits samples.Value.Length)
                0
                $"percent that `{rewrite.Name}` changes"
    }

let private changes =
    test "every change can be made in enough configurations" {
        for change in Changes.all do
            let hits =
                samples.Value
                |> Array.filter (fun case -> not (change.Ways case.Items).IsEmpty)
                |> Array.length

            Expect.isGreaterThan
                (percent hits samples.Value.Length)
                2
                $"percent in which there is `{change.Name}`"
    }

let private meetings =
    test "the two of a pair differ, and have something in common" {
        let share isMeant =
            percent (pairs.Value |> Array.filter isMeant |> Array.length) pairs.Value.Length

        let count (pair: Cases.Pair) =
            (differences real pair.IntendedText pair.RunningText).Length

        let isShared (pair: Cases.Pair) =
            pair.Intended |> List.exists (fun item -> List.contains item pair.Running)

        let isMet (pair: Cases.Pair) =
            pair.Intended
            |> List.exists (fun item ->
                pair.Running
                |> List.exists (fun other -> header item = header other && item <> other))

        Expect.isGreaterThan (share (fun pair -> count pair > 0)) 75 "percent that differ"

        Expect.isGreaterThan
            (share (fun pair -> count pair > 10))
            20
            "percent that differ in more than ten statements"

        Expect.isGreaterThan (share (fun pair -> count pair = 0)) 2 "percent that are the same"
        Expect.isGreaterThan (share isShared) 50 "percent that share an item"
        Expect.isGreaterThan (share isMet) 30 "percent with a context that says other things"
    }

let tests = testList "configurations" [ kindsTest; rewrites; changes; meetings ]
