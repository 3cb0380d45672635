(* MUTANT of claim A4: A4_turns_telescope with one change: the suffix of the first term is old.
   This file must NOT compile.  Expected error, inside the proof: "Found no subterm matching". *)
From Coq Require Import Reals List Lra Lia Arith.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential.
Open Scope R_scope.

Theorem A4_turns_telescope_mutant : forall G old new,
  sum (seq 0 (horizon G)) (fun p =>
    expectedReturn G (threePart p old new old)
    - expectedReturn G (threePart p old old new))
  = expectedReturn G new - expectedReturn G old.
Proof.
  intros G old new.
  set (J := fun p => expect G old p [] (fun h => value G new (horizon G - p) h)).
  assert (Step : forall p, (p < horizon G)%nat ->
    expectedReturn G (threePart p old new new)
    - expectedReturn G (threePart p old old new) = J p - J (S p)).
  { intros p Hp. rewrite !(value_threePart G p (horizon G - S p)) by lia.
    unfold J. rewrite expect_snoc.
    replace (horizon G - p)%nat with (S (horizon G - S p)) by lia. reflexivity. }
  assert (Tele : forall n s, (s + n <= horizon G)%nat ->
    sum (seq s n) (fun p => expectedReturn G (threePart p old new new)
      - expectedReturn G (threePart p old old new)) = J s - J (s + n)%nat).
  { induction n as [|n IH]; intros s Hs; cbn [seq sum].
    - rewrite Nat.add_0_r. lra.
    - rewrite IH, Step by lia. replace (s + S n)%nat with (S s + n)%nat by lia. lra. }
  rewrite Tele by lia. unfold J, expectedReturn. simpl.
  rewrite Nat.sub_0_r, Nat.sub_diag. reflexivity.
Qed.
