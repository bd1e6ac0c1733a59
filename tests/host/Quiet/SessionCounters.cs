using System.Text.Json;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Quiet;

/// <summary>What a session's BGP speaker has counted, of which nothing may change when nobody does anything to the session.</summary>
/// <param name="Established">How often it came up.</param>
/// <param name="Dropped">How often it went down.</param>
/// <param name="Since">When it came up last, in seconds since 1970; 0 when it never did.</param>
/// <param name="UpdatesSent">How many UPDATE messages it sent.</param>
internal sealed record SessionCounters(int Established, int Dropped, long Since, int UpdatesSent)
{
    /// <summary>Of every session of an FRR, by the neighbor's address or interface.</summary>
    public static async Task<IReadOnlyDictionary<string, SessionCounters>> ReadAsync(FrrInstance frr)
    {
        var reply = await frr.AskAsync("bgpd", "show bgp neighbors json", CancellationToken.None);
        var sessions = JsonElement.Parse(reply.Text).EnumerateObject().Where(session => session.Value.ValueKind == JsonValueKind.Object);
        return sessions.ToDictionary(session => session.Name, session => Read(session.Value), StringComparer.Ordinal);
    }

    /// <summary>What FRR did to the session since an earlier count; null when it was left alone.</summary>
    /// <param name="mayBeTold">True for a session that the change in between concerns: it is told, and not reset.</param>
    public string? Noticed(SessionCounters before, bool mayBeTold)
    {
        // FRR reckons the time back from now and rounds, so it moves by a second by itself.
        var isSame = Established == before.Established && Dropped == before.Dropped && Math.Abs(Since - before.Since) <= 1;
        return isSame && (mayBeTold || UpdatesSent == before.UpdatesSent) ? null : $"{before} became {this}";
    }

    private static SessionCounters Read(JsonElement session) => new(
        session.GetProperty("connectionsEstablished").GetInt32(),
        session.GetProperty("connectionsDropped").GetInt32(),
        session.TryGetProperty("bgpTimerUpEstablishedEpoch", out var since) ? since.GetInt64() : 0,
        session.GetProperty("messageStats").GetProperty("updatesSent").GetInt32());
}
