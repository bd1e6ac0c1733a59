/// The filters that a configuration has, written again as text: every statement in its contexts.
module internal FrrK8s.Properties.FactsText

open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Syntax

let private headers (facts: Facts) (path: ContextPath) =
    // What stands in a context may have been said when its header was another.
    let header (path: ContextPath) =
        match facts.ByKey.TryGetValue path.Identity with
        | true, fact -> fact.Text
        | false, _ -> path.Header

    let rec outwards (path: ContextPath) =
        if isNull path.Parent then
            []
        else
            header path :: outwards path.Parent

    List.rev (outwards path)

let private write (headers: string list) (statement: string option) =
    headers
    @ Option.toList statement
    @ (headers |> List.rev |> List.map Configuration.closing)

let private isFilter (fact: Fact) =
    fact.Path.Kind = ContextKind.RouteMap
    || not (isNull fact.Opens) && fact.Opens.Kind = ContextKind.RouteMap
    || fact.Path.Kind = ContextKind.AddressFamily
       && (fact.Identity.EndsWith " activate" || fact.Identity.Contains " route-map ")

/// The lists, the route-maps, and which session has which of them in which family.
let filters (facts: Facts) : string =
    [ for fact in facts.ByKey.Values |> Seq.filter isFilter do
          if isNull fact.Opens then
              yield! write (headers facts fact.Path) (Some fact.Text)
          else
              yield! write (headers facts fact.Path @ [ fact.Text ]) None

      for list in facts.Lists.Values do
          for entry in list.Entries do
              yield! write (headers facts list.Path) (Some (list.FactOf entry).Text) ]
    |> Configuration.join
