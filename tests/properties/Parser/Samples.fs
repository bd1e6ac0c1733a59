/// Configurations as people keep them, with a word of every chapter and of contexts that nobody reads.
module FrrK8s.Properties.Samples

let private leaf =
    """frr version 8.4.4
frr defaults traditional
hostname leaf-1
log syslog informational
no ipv6 forwarding
service integrated-vtysh-config
!
password 8 zQ3hkfdF5Lq1A
debug bgp updates in
ip route 10.20.0.0/16 10.0.0.254
ip route 10.30.0.0/16 blackhole 200
vrf red
 vni 4001
 ip route 0.0.0.0/0 10.1.0.1
exit-vrf
!
interface eth0
 description to spine 1
 ip address 10.0.0.1/31
 ipv6 address 2001:db8:0:1::1/64
 ip ospf area 0
exit
!
router bgp 64512
 bgp router-id 10.255.0.1
 no bgp ebgp-requires-policy
 no bgp default ipv4-unicast
 bgp bestpath as-path multipath-relax
 neighbor SPINES peer-group
 neighbor SPINES remote-as external
 neighbor SPINES bfd profile fast
 neighbor SPINES password s3cr3t
 neighbor eth0 interface peer-group SPINES
 neighbor 10.0.0.9 remote-as 64999
 neighbor 10.0.0.9 description a router, exit here
 neighbor 10.0.0.9 ebgp-multihop 4
 bgp listen range 10.9.0.0/24 peer-group SPINES
 !
 address-family ipv4 unicast
  network 10.255.0.1/32
  redistribute connected route-map connected
  neighbor SPINES activate
  neighbor 10.0.0.9 activate
  neighbor 10.0.0.9 route-map 10.0.0.9-in in
  maximum-paths 8
 exit-address-family
 !
 address-family l2vpn evpn
  neighbor SPINES activate
  advertise-all-vni
  vni 4002
   rd 10.255.0.1:4002
   route-target import 64512:4002
  exit-vni
  advertise-svi-ip
 exit-address-family
exit
!
router bgp 64512 vrf red
 address-family ipv4 unicast
  redistribute static
  import vrf default
 exit-address-family
exit
!
router ospf
 ospf router-id 10.255.0.1
 network 10.0.0.0/8 area 0
exit
!
ip prefix-list own seq 5 permit 10.255.0.0/24 ge 32
ip prefix-list own seq 10 deny any
ipv6 prefix-list own6 seq 5 permit 2001:db8::/32 le 64
bgp community-list standard trusted seq 5 permit 64512:100 64512:200
bgp as-path access-list mine seq 5 permit ^64512_
access-list vty seq 5 permit 10.0.0.0/8
!
route-map connected permit 10
 match interface lo
exit
!
route-map 10.0.0.9-in permit 10
 match ip address prefix-list own
 match community trusted exact-match
 set local-preference 150
 set community 64512:300 additive
 on-match next
exit
!
route-map 10.0.0.9-in deny 20
exit
!
bfd
 profile fast
  detect-multiplier 5
  transmit-interval 100
 exit
 !
 peer 10.0.0.9 multihop local-address 10.255.0.1
  profile fast
 exit
 !
exit
!
line vty
 access-class vty
 exec-timeout 0 0
!
end
"""

/// Not FRR's own writing: no exits, tabs, other word orders.
let private byHand =
    """! written by hand
hostname old
router bgp 64512
	neighbor 2001:DB8::1 remote-as 64513
  neighbor 2001:db8:0::1 ebgp-multihop
  network 10.1.2.3/24
address-family ipv6
neighbor 2001:db8::1 activate
neighbor 2001:db8::1 route-map out out
network 2001:db8:1::/48
exit
no neighbor 2001:db8::1 shutdown
route-map out permit 10
match ipv6 address prefix-list six
set as-path prepend 64512 64512
route-map out permit 20
continue 30
ipv6 prefix-list six permit 2001:db8::/32 le 64 ge 33
ip prefix-list none description nothing passes
interface eth1 vrf red
shutdown
rpki
 rpki cache 10.0.0.5 3323 preference 1
exit
segment-routing
 traffic-eng
  policy color 1 endpoint 10.0.0.9
  exit
 exit
exit
mpls ldp
 address-family ipv4
  interface eth0
  exit
 exit-address-family
exit
key chain ring
 key 1
  key-string hidden
 exit
exit
router isis core
 net 49.0001.0000.0000.0001.00
"""

let all = [ leaf; byHand ]
