System.Console.WriteLine("frrk8s");
