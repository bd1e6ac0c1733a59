/// The prefix-lists and route-maps of one neighbor. Both maps and the lists that they match always exist,
/// so that a neighbor is never without a policy: what no entry permits is neither told nor accepted.
module internal FrrK8s.Rules.Filters

/// A neighbor with everything that its lines need.
type Session =
    {
        Key: NeighborKey
        /// Shared by the lines that are about the neighbor.
        Place: Place
        /// What route-maps and prefix-lists are called after.
        Name: string
        Families: Set<Family>
        Neighbor: Neighbor
    }

let private afi family =
    match family with
    | V4 -> "ip"
    | V6 -> "ipv6"

let private families = [ V4; V6 ]

/// A list that permits these ranges and nothing else. `item` names the claim behind a range.
let private permitList (place: Place) rule family list (item: string -> string) (ranges: string seq) =
    let start = afi family + " prefix-list " + list + " seq "

    match Numbering.byContent ranges with
    | [] -> [ Line.about place (start + "1 deny any") ]
    | numbered ->
        [ for number, range in numbered ->
              Line.fromItem place rule (item range) (start + string number + " permit " + range) ]

/// One route-map entry.
let private entry (session: Session) map action number (clauses: Line list) =
    Line.block
        (Line.about session.Place ("route-map " + map + " " + action + " " + string (number: int)))
        clauses
        (Line.about session.Place "exit")

let private matching (session: Session) family list =
    Line.about session.Place (" match " + afi family + " address prefix-list " + list)

/// An attribute that some of the advertised prefixes carry: the list of these prefixes and the entry that sets it.
type private Modifier =
    { List: string
      Family: Family
      Rule: string
      Prefixes: Prefix list
      Item: Prefix -> string
      Set: string }

let private modifiersFor (session: Session) family =
    let neighbor = session.Neighbor
    let isOfFamily (prefix: Prefix) = prefix.Family = family

    let localPrefs =
        neighbor.LocalPrefs
        |> Map.toList
        |> List.filter (fst >> isOfFamily)
        |> List.groupBy snd
        |> List.map (fun (value, entries) ->
            { List = Names.localPref session.Name value family
              Family = family
              Rule = "M-35"
              Prefixes = List.map fst entries
              Item = Prefix.text
              Set = $" set local-preference {value}" })

    let communities =
        neighbor.Communities
        |> Set.toList
        |> List.filter (snd >> isOfFamily)
        |> List.groupBy fst
        |> List.map (fun (value, entries) ->
            { List = Names.community session.Name value family
              Family = family
              Rule = "M-36"
              Prefixes = List.map snd entries
              Item = fun prefix -> MergeRules.communityText (value, prefix)
              Set = " set " + CommunityText.set value + " additive" })

    localPrefs @ communities

let private modifierLines (session: Session) (number, modifier: Modifier) =
    let items = modifier.Prefixes |> List.map modifier.Item

    let itemOf =
        List.zip (modifier.Prefixes |> List.map Prefix.text) items |> Map.ofList

    permitList
        session.Place
        modifier.Rule
        modifier.Family
        modifier.List
        (fun text -> itemOf[text])
        (modifier.Prefixes |> Seq.map Prefix.text)
    @ entry
        session
        (Names.routeMapOut session.Name)
        "permit"
        number
        [ matching session modifier.Family modifier.List
          Line.about session.Place " on-match next"
          Line.fromItems session.Place modifier.Rule items modifier.Set ]

let private nextHop (session: Session) family =
    let line rule command (hop: IpAddress option) =
        [ for address in Option.toList hop -> Line.from session.Place rule (command + IpAddress.text address) ]

    match family with
    | V4 -> line "M-33" " set ip next-hop " session.Neighbor.NextHopV4
    | V6 -> line "M-34" " set ipv6 next-hop global " session.Neighbor.NextHopV6

let private allowedList (session: Session) family =
    session.Neighbor.Advertise
    |> Seq.filter (fun prefix -> prefix.Family = family)
    |> Seq.map Prefix.text
    |> permitList session.Place "M-32" family (Names.allowed session.Name family) id

let private outgoing (session: Session) =
    let modifiers =
        families
        |> List.collect (modifiersFor session)
        |> List.sortWith (fun a b -> System.String.CompareOrdinal(a.List, b.List))
        |> Numbering.inOrder

    [ yield! modifiers |> List.collect (modifierLines session)
      for family in families do
          yield! allowedList session family
      for family in families do
          yield!
              entry
                  session
                  (Names.routeMapOut session.Name)
                  "permit"
                  (Numbering.last family)
                  (matching session family (Names.allowed session.Name family)
                   :: nextHop session family) ]

let private receivedRanges (session: Session) family =
    match session.Neighbor.Receive with
    | All -> Seq.singleton "any"
    | Only ranges ->
        ranges
        |> Seq.filter (fun range -> range.Family = family)
        |> Seq.map PrefixRange.text

let private receivedItem (session: Session) text =
    match session.Neighbor.Receive with
    | All -> "all"
    | Only _ -> text

/// Blocked prefixes are denied in front of everything that is allowed.
let private blocked (alwaysBlock: Prefix list) (session: Session) =
    let list = Names.denied session.Name session.Families

    [ for family in families do
          match alwaysBlock |> List.filter (fun prefix -> prefix.Family = family) with
          | [] -> ()
          | prefixes ->
              let ranges =
                  prefixes |> Seq.map (PrefixRange.orLonger >> PrefixRange.text) |> Seq.distinct

              yield! permitList session.Place "" family list id ranges

              yield!
                  entry
                      session
                      (Names.routeMapIn session.Name)
                      "deny"
                      (Numbering.deny family)
                      [ matching session family list ] ]

let private incoming alwaysBlock (session: Session) =
    let list = Names.incoming session.Name session.Families

    [ for family in families do
          yield!
              permitList
                  session.Place
                  "M-37"
                  family
                  list
                  (receivedItem session)
                  (receivedRanges session family)
      yield! blocked alwaysBlock session
      for family in families do
          yield!
              entry
                  session
                  (Names.routeMapIn session.Name)
                  "permit"
                  (Numbering.permit family)
                  [ matching session family list ] ]

/// All filters of a neighbor, lists before the maps that match them.
let lines alwaysBlock session =
    [ yield! outgoing session; yield! incoming alwaysBlock session ]
