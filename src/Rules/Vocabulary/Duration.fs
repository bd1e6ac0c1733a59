/// Durations as Kubernetes writes them (`90s`, `1m30s`, `1.5h`) and the timers of a BGP session (RFC 4271 section 10).
namespace FrrK8s.Rules

open System

module Duration =
    /// Nanoseconds in a unit. The longest unit name comes first where one begins another.
    let private units =
        [ "ns", 1M
          "us", 1_000M
          "µs", 1_000M
          "μs", 1_000M
          "ms", 1_000_000M
          "s", 1_000_000_000M
          "m", 60_000_000_000M
          "h", 3_600_000_000_000M ]

    let private longest = decimal Int64.MaxValue

    let rec private parts (total: decimal) (text: string) =
        if total > longest then
            None
        elif text.Length = 0 then
            Some total
        else
            let isNumeric c = Char.IsAsciiDigit c || c = '.'
            let size = text |> Seq.takeWhile isNumeric |> Seq.length
            let number, rest = text.Substring(0, size), text.Substring size

            match Decimal.TryParse(number, Globalization.NumberStyles.AllowDecimalPoint, null) with
            | true, value when value <= longest && number <> "." ->
                units
                |> List.filter (fun (name, _) -> rest.StartsWith(name, StringComparison.Ordinal))
                |> List.sortByDescending (fun (name, _) -> name.Length)
                |> List.tryHead
                |> Option.bind (fun (name, scale) ->
                    parts (total + value * scale / 1M) (rest.Substring name.Length))
            | _ -> None

    /// Nanoseconds, or None when the text is no duration. The grammar is that of Go's time.ParseDuration.
    let tryParse (text: string) =
        let negative = text.StartsWith '-'

        let body =
            if negative || text.StartsWith '+' then
                text.Substring 1
            else
                text

        if body = "0" then
            Some 0M
        elif body.Length = 0 || body.Length > 64 then
            None
        else
            parts 0M body |> Option.map (fun total -> if negative then -total else total)

    let private second = 1_000_000_000M

    /// Whole seconds, rounded down, and whether something was lost by that.
    let seconds (nanoseconds: decimal) =
        let whole = Math.Floor(nanoseconds / second)
        whole, whole * second <> nanoseconds

/// Hold time and keepalive time, in seconds: one value, because FRR sets them with one command.
[<Struct>]
type Timers =
    private
        { KeepaliveSeconds: int
          HoldSeconds: int }

    member this.Keepalive = this.KeepaliveSeconds
    member this.Hold = this.HoldSeconds

    override this.ToString() =
        $"keepalive {this.Keepalive}s, hold {this.Hold}s"

module Timers =
    /// A hold time of 0 turns keepalives off (RFC 4271 section 4.2); else it is 3 to 65535 seconds.
    let tryCreate keepalive hold =
        if not (hold = 0 || (hold >= 3 && hold <= 65535)) then
            Result.Error "holdTime is 0s or from 3s to 65535s"
        elif keepalive < 0 || keepalive > hold then
            Result.Error "keepaliveTime is from 0s to the holdTime"
        else
            Ok
                { KeepaliveSeconds = keepalive
                  HoldSeconds = hold }

    /// The keepalive time that FRR runs with: never more than a third of the hold time.
    let effectiveKeepalive (timers: Timers) = min timers.Keepalive (timers.Hold / 3)
