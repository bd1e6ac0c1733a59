/// A rule: the id under which the specification explains it, the field, the combiner, and the lens to the field.
/// The types of combiner and field are gone from the outside, so that the rules of a record are one list.
namespace FrrK8s.Rules

open FrrK8s.Rules.Combine

/// How the field of a record, as `Field` names it in the CRD, is merged.
type Rule<'record> =
    {
        Id: string
        Field: string
        Combiner: string
        /// What the record states at a place, by this rule.
        Facts: RuleBook -> FactScope -> Place -> 'record -> Fact seq
        /// The last record with this field replaced by the join of the field in all records.
        Join: RuleBook -> 'record list -> 'record -> 'record
    }

/// All rules, one list a record. Nested records are merged by the lists of the same book.
and RuleBook =
    { Node: Rule<NodeConfig> list
      Profile: Rule<BfdProfile> list
      Router: Rule<Router> list
      Neighbor: Rule<Neighbor> list
      Evpn: Rule<EvpnConfig> list
      VniProperties: Rule<VniProperties> list
      L3Vni: Rule<L3Vni> list }

module Rule =
    /// One record that stands for all. The list is never empty: a record is there because somebody wrote it.
    let joinAll (rules: Rule<'record> list) book (records: 'record list) =
        match records with
        | [ single ] -> single
        | _ ->
            (List.head records, rules)
            ||> List.fold (fun joined rule -> rule.Join book records joined)

    let factsOf (rules: Rule<'record> list) book scope place record =
        rules |> Seq.collect (fun rule -> rule.Facts book scope place record)

    let private build isSecret id field (combiner: Combiner<'value>) get set : Rule<'record> =
        let fact place (struct (item, value)) =
            { Cell =
                { Place = place
                  Rule = id
                  Item = item }
              Field = field
              Value = value
              IsSecret = isSecret }

        { Id = id
          Field = field
          Combiner = combiner.Name
          Facts =
            fun _ scope place record ->
                if scope = Everything || combiner.CanConflict then
                    combiner.Claims(get record) |> Seq.map (fact place)
                else
                    Seq.empty
          Join = fun _ records joined -> set (combiner.Join(records |> List.map get)) joined }

    /// A field with a value of its own.
    let rule id field (combiner: Combiner<'value>) get set = build false id field combiner get set

    /// A field whose value is never shown.
    let secret id field (combiner: Combiner<'value>) get set = build true id field combiner get set

    /// States that a record is there, which matters where it says nothing else.
    let private exists id scope place =
        match scope with
        | Contestable -> Seq.empty
        | Everything ->
            Seq.singleton
                { Cell = { Place = place; Rule = id; Item = "" }
                  Field = ""
                  Value = "declared"
                  IsSecret = false }

    /// Records under keys: equal keys are one record, merged by its own rules.
    let keyed
        id
        field
        (rulesOf: RuleBook -> Rule<'inner> list)
        (placeOf: Place -> 'key -> Place)
        get
        set
        : Rule<'record> =
        { Id = id
          Field = field
          Combiner = "keyed"
          Facts =
            fun book scope place record ->
                get record
                |> Map.toSeq
                |> Seq.collect (fun (key, inner) ->
                    let innerPlace = placeOf place key

                    Seq.append
                        (exists id scope innerPlace)
                        (factsOf (rulesOf book) book scope innerPlace inner))
          Join =
            fun book records joined ->
                let merged =
                    records
                    |> List.collect (fun record -> get record |> Map.toList)
                    |> List.groupBy fst
                    |> List.map (fun (key, group) -> key, joinAll (rulesOf book) book (List.map snd group))

                set (Map.ofList merged) joined }

    /// One record or none: those that are there are merged by their own rules.
    let nested
        id
        field
        (rulesOf: RuleBook -> Rule<'inner> list)
        (placeOf: Place -> Place)
        get
        set
        : Rule<'record> =
        { Id = id
          Field = field
          Combiner = "nested"
          Facts =
            fun book scope place record ->
                get record
                |> Option.toList
                |> Seq.collect (fun inner ->
                    let innerPlace = placeOf place

                    Seq.append
                        (exists id scope innerPlace)
                        (factsOf (rulesOf book) book scope innerPlace inner))
          Join =
            fun book records joined ->
                match records |> List.choose get with
                | [] -> set None joined
                | present -> set (Some(joinAll (rulesOf book) book present)) joined }

    /// A condition on several fields together: what it states must not contradict itself; it merges nothing.
    let condition id field (claims: Place -> 'record -> struct (string * string) seq) : Rule<'record> =
        { Id = id
          Field = field
          Combiner = "exclusive"
          Facts =
            fun _ _ place record ->
                claims place record
                |> Seq.map (fun (struct (item, value)) ->
                    { Cell =
                        { Place = place
                          Rule = id
                          Item = item }
                      Field = field
                      Value = value
                      IsSecret = false })
          Join = fun _ _ joined -> joined }
