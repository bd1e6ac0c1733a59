/// The combiners: what becomes of the claims on one field. Each is a pure function of the set of claims,
/// described twice: by the facts that a value states, and by the one value that stands for them all.
module FrrK8s.Rules.Combine

/// `Join` is asked only about claims whose facts do not contradict each other; then its result does not depend on
/// order or repetition. `Claims` gives (item, value) pairs: two values for one item are a conflict.
type Combiner<'value> =
    {
        Name: string
        /// What would make a conflict legal; none where claims never conflict.
        Legal: string option
        Claims: 'value -> struct (string * string) list
        Join: 'value list -> 'value
    }

/// All claims are equal; everybody makes one.
let agree (text: 'value -> string) : Combiner<'value> =
    { Name = "agree"
      Legal = Some "all must say the same"
      Claims = fun value -> [ struct ("", text value) ]
      Join = List.head }

/// All claims that are made are equal; unset is no opinion.
let agreeOrUnset (text: 'value -> string) : Combiner<'value option> =
    { Name = "agree or unset"
      Legal = Some "all that say anything must say the same"
      Claims =
        fun value ->
            match value with
            | Some claim -> [ struct ("", text claim) ]
            | None -> []
      Join = List.tryPick id }

/// `true` is a claim, `false` is none.
let anyTrue: Combiner<bool> =
    { Name = "any true"
      Legal = None
      Claims = fun value -> if value then [ struct ("", "true") ] else []
      Join = List.exists id }

/// Everything that anybody claims.
let union (text: 'item -> string) : Combiner<Set<'item>> =
    { Name = "union"
      Legal = None
      Claims = fun items -> [ for item in items -> struct (text item, "") ]
      Join =
        fun sets ->
            match sets |> List.filter (fun items -> not (Set.isEmpty items)) with
            | [] -> Set.empty
            | [ single ] -> single
            | several -> several |> Seq.collect id |> Set.ofSeq }

/// For each key all claims are equal.
let functional (keyText: 'key -> string) (valueText: 'value -> string) : Combiner<Map<'key, 'value>> =
    { Name = "agree by key"
      Legal = Some "all that say anything of it must say the same"
      Claims = fun entries -> [ for KeyValue(key, value) in entries -> struct (keyText key, valueText value) ]
      Join = fun maps -> maps |> Seq.collect Map.toSeq |> Map.ofSeq }

/// The union, but naming none and naming some exclude each other: none means that FRR derives them, and naming one turns that off.
let allOrNone (text: 'item -> string) : Combiner<Set<'item>> =
    { union text with
        Name = "all or none"
        Legal = Some "either nobody lists any or everybody does"
        Claims =
            fun items ->
                struct ("", (if Set.isEmpty items then "derived by FRR" else "listed"))
                :: [ for item in items -> struct (text item, "") ] }

/// The union, unless somebody claims everything: that absorbs all.
let topWins (text: PrefixRange -> string) : Combiner<Receive> =
    { Name = "top wins"
      Legal = None
      Claims =
        fun receive ->
            match receive with
            | All -> [ struct ("all", "") ]
            | Only ranges -> [ for range in ranges -> struct (text range, "") ]
      Join =
        fun claims ->
            let ranges claim =
                match claim with
                | All -> Seq.empty
                | Only ranges -> Set.toSeq ranges

            if claims |> List.exists (fun claim -> claim.IsAll) then
                All
            else
                claims |> Seq.collect ranges |> Set.ofSeq |> Only }
