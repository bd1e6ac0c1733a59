using FrrK8s.Host.Cli;

return await FrrK8sCommand.RunAsync(args, new Terminal(Console.In, Console.Out, Console.Error), CancellationToken.None);
