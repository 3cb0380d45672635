(* MUTANT of claim E3: E3_ratio_box_has_room with one change: the policy may lack support.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia FunctionalExtensionality.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Optimality.
Open Scope R_scope.

Theorem E3_ratio_box_has_room_mutant : forall menu eps p,
  0 < eps -> isDist menu p -> (forall a, In a menu -> 0 <= p a) ->
  hasRoom (isDist menu) (ratioBox menu eps p) p.
Proof.
  intros menu eps p Heps [Hpos Hsum] Hfull q [Hq Hqs].
  assert (Low : exists c, 0 < c /\ forall a, In a menu -> c <= p a).
  { clear - Hfull. induction menu as [|a menu IH].
    - exists 1. split; [lra|]. intros b [].
    - destruct IH as [c [Hc Hb]]; [intros b Hb; apply Hfull; right; exact Hb|].
      exists (Rmin c (p a)). split.
      + apply Rmin_glb_lt; [exact Hc|apply Hfull; left; reflexivity].
      + intros b [<-|Hin]; [apply Rmin_r|].
        eapply Rle_trans; [apply Rmin_l|apply Hb, Hin]. }
  destruct Low as [c [Hc Hb]].
  exists (Rmin 1 (eps * c)). split.
  - apply Rmin_glb_lt; [lra|apply Rmult_lt_0_compat; assumption].
  - intros s [Hs Hlt]. pose proof (Rmin_l 1 (eps * c)). pose proof (Rmin_r 1 (eps * c)).
    assert (One : forall r a, isDist menu r -> In a menu -> r a <= 1).
    { intros r a [Hr Hrs] Ha. rewrite <- Hrs. apply (sum_ge_term menu r a Ha Hr). }
    split; [split|].
    + intros a Ha. unfold towards. pose proof (Hpos a Ha). pose proof (Hq a Ha). nra.
    + unfold towards. rewrite sum_segment, Hsum, Hqs. ring.
    + intros a Ha. unfold towards. pose proof (Hb a Ha). pose proof (Hq a Ha).
      pose proof (Hpos a Ha).
      pose proof (One q a (conj Hq Hqs) Ha). pose proof (One p a (conj Hpos Hsum) Ha).
      assert (s <= eps * p a) by nra. nra.
Qed.
