/// The ids of rules that the parser's sources name.
module FrrK8s.Properties.Specification.Sources

open System.IO
open System.Text.RegularExpressions

let private id = Regex @"\b[DS]-[0-9]+\b"

let private folder = Path.Combine(Documents.folder, "..", "src", "FrrParser")

/// Each once, sorted.
let ids =
    [ for file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories) do
          for found in id.Matches(File.ReadAllText file) do
              found.Value ]
    |> List.distinct
    |> List.sort
