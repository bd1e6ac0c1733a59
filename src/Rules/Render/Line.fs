/// A line of the configuration and the cells of the merged node that it says.
namespace FrrK8s.Rules

/// `Cells` is empty for a line that every node has.
[<NoEquality; NoComparison>]
type Line =
    { Text: string
      About: Place
      Cells: Cell list }

module Line =
    /// A line that every node has.
    let fixed' text =
        { Text = text
          About = NodePlace
          Cells = [] }

    let cell place rule item =
        { Place = place
          Rule = rule
          Item = item }

    /// A line that says the one value of a field.
    let from place rule text =
        { Text = text
          About = place
          Cells = [ cell place rule "" ] }

    /// A line that says one of the many values of a field.
    let fromItem place rule item text =
        { Text = text
          About = place
          Cells = [ cell place rule item ] }

    /// A line that says several values at once.
    let fromItems place rule items text =
        { Text = text
          About = place
          Cells = items |> List.map (cell place rule) }

    /// A line that is there because something is declared at the place.
    let about place text =
        { Text = text
          About = place
          Cells =
            [ match place with
              | RouterPlace _ -> cell place "M-10" ""
              | NeighborPlace _ -> cell place "M-14" ""
              | EvpnPlace _ -> cell place "M-15" ""
              | L2VniPlace _ -> cell place "M-52" ""
              | L3VniPlace _ -> cell place "M-53" ""
              | ProfilePlace _ -> cell place "M-2" ""
              | NodePlace -> () ] }

    /// Lines between the opening and the closing of a context.
    let block opening (lines: Line list) closing = opening :: lines @ [ closing ]
