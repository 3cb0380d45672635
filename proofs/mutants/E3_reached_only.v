(* MUTANT of claim E3: E3_fixed_points_are_optimal with one change: only the histories that the policy reaches are checked.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia FunctionalExtensionality.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Optimality.
Open Scope R_scope.

Theorem E3_fixed_points_are_optimal_mutant : forall G pol U D,
  wellFormed G -> isPolicy G pol ->
  (forall n h, node G (S n) h ->
     hasRoom (admissible G h) (U h) (pol h) /\
     validDrift (admissible G h) (pol h) (D n h)) ->
  (forall n h q, node G (S n) h -> reachedBy G pol h -> U h q ->
     mean (moves G h) q (actionValue G pol n h) - D n h q <= value G pol (S n) h) ->
  forall n h, node G n h -> value G pol n h = optimalValue G n h.
Proof.
  intros G pol U D HG Hp HUD Hfix. apply one_shot_deviation; try assumption.
  intros n h q Hn Hq. destruct (HUD n h Hn) as [Hroom [_ [_ Hflat]]].
  set (gain := mean (moves G h) q (actionValue G pol n h) - value G pol (S n) h).
  destruct (Rle_lt_dec gain 0) as [L|L]; [unfold gain in L; lra|exfalso].
  destruct (Hroom q Hq) as [d1 [Hd1 HU]].
  destruct (Hflat q Hq (gain / 2)) as [d2 [Hd2 HD]]; [lra|].
  set (s := Rmin d1 d2 / 2).
  assert (Hmin : 0 < Rmin d1 d2) by (apply Rmin_glb_lt; assumption).
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2).
  assert (Hs1 : 0 < s < d1) by (unfold s; lra).
  assert (Hs2 : 0 < s < d2) by (unfold s; lra).
  pose proof (Hfix n h _ Hn (HU s Hs1)) as F. pose proof (HD s Hs2) as F2.
  unfold towards at 1 in F. rewrite mean_segment, <- value_step in F.
  fold gain in F. assert (0 < s * gain) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
