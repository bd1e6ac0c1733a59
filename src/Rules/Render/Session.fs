/// The lines of one neighbor inside its router.
/// Every hole of a text here is a text itself: others go through the slow formatter, line by line.
module internal FrrK8s.Rules.SessionLines

open FrrK8s.Rules.Filters

/// What FRR uses when nothing is said.
let private defaultPort = 179us

let private remoteAs (session: Session) peer =
    let word =
        match session.Key with
        | Address _ -> ""
        | Interface _ -> " interface"

    Line.from session.Place "M-20" $" neighbor {peer}{word} remote-as {string session.Neighbor.RemoteAs}"

/// An IPv6 eBGP neighbor one hop away is often reached by an address that no connected network covers.
/// It does not depend on the families: an object that adds one must not take the session down.
let private skipsConnectedCheck router (session: Session) =
    let isV6 =
        match session.Key with
        | Address address -> address.Family = V6
        | Interface _ -> false

    isV6
    && not session.Neighbor.EbgpMultiHop
    && not (RemoteAs.isInternal router session.Neighbor.RemoteAs)

/// Everything outside the address families. Optional lines are there only where they say something that FRR keeps.
let settings (router: Asn) (session: Session) =
    let neighbor = session.Neighbor
    let peer = string session.Key
    let isAddress = session.Key.IsAddress
    let isInternal = RemoteAs.isInternal router neighbor.RemoteAs

    let line rule words =
        Line.from session.Place rule $" neighbor {peer} {words}"

    [ remoteAs session peer
      if neighbor.EbgpMultiHop && not isInternal then
          line "M-26" "ebgp-multihop 255"
      match neighbor.LocalAsn with
      | Some local -> line "M-30" $"local-as {string local} no-prepend replace-as"
      | None -> ()
      match neighbor.Port with
      | Some port when port <> defaultPort -> line "M-22" $"port {string port}"
      | Some _
      | None -> ()
      match neighbor.Timers with
      | Some timers -> line "M-24" $"timers {string (Timers.effectiveKeepalive timers)} {string timers.Hold}"
      | None -> ()
      match neighbor.ConnectTime with
      | Some seconds -> line "M-25" $"timers connect {string seconds}"
      | None -> ()
      match neighbor.Password with
      | Some password -> line "M-23" $"password {password.Reveal()}"
      | None -> ()
      match neighbor.SourceAddress with
      | Some source when isAddress -> line "M-21" $"update-source {string source}"
      | Some _
      | None -> ()
      if neighbor.GracefulRestart then
          line "M-28" "graceful-restart"
      match neighbor.BfdProfile with
      | Some profile ->
          line "M-27" "bfd"
          line "M-27" $"bfd profile {profile.Text}"
      | None -> ()
      if skipsConnectedCheck router session then
          line "M-20" "disable-connected-check" ]

/// Activation in one unicast family, with the policies: a session never carries routes without both.
let activation family (session: Session) =
    let isCarried =
        session.Neighbor.AddressFamilies.Contains Unicast
        && session.Families.Contains family

    let peer = string session.Key
    let words text = $"  neighbor {peer} {text}"

    if isCarried then
        [ Line.fromItem session.Place "M-31" (string Unicast) (words "activate")
          Line.about session.Place (words $"route-map {Names.routeMapIn session.Name} in")
          Line.about session.Place (words $"route-map {Names.routeMapOut session.Name} out") ]
    else
        []
