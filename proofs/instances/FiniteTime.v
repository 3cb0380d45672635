(** Closed instance of E7 (one turn): two moves with rewards 0 and 1, from
    weight 1/2 on the better one, eps = 1/2: two sweeps (3/4, then 1). *)
From Coq Require Import Reals List QArith Qreals Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.FiniteTime
  theorems.FiniteTimeGame theorems.RationalBridge theorems.SweepCheck.
Open Scope R_scope.

Definition coin : gameQ :=
  {| horizonQ := 1; movesQ := fun _ => [0; 1]%nat; chanceQ := fun _ => None;
     rewardQ := fun h => match h with [1%nat] => 1%Q | _ => 0%Q end |}.

Definition coinPolicy (x : Q) : policyQ := fun _ => row [(1 - x)%Q; x].

Definition coinRunQ (k : nat) : policyQ :=
  match k with O => coinPolicy (1 # 2) | S O => coinPolicy (3 # 4) | _ => coinPolicy 1 end.
Definition coinRun (k : nat) : policy := toPolicy (coinRunQ k).

Lemma coin_ok : wellFormed (toGame coin).  Proof. check_game. Qed.

Lemma coin_policies : forall k, isPolicy (toGame coin) (coinRun k).
Proof. intros [|[|k]]; unfold coinRun, coinRunQ; check_game. Qed.

Lemma coin_sweeps : forall k, exactClippedSweep (toGame coin) (Q2R (1 # 2)) (coinRun k) (coinRun (S k)).
Proof.
  assert (E : 0 <= Q2R (1 # 2)) by (unfold Q2R; simpl; lra).
  intros [|[|k]]; (apply clippedSweep_check;
    [exact coin_ok|apply (coin_policies _)|exact E|vm_compute; reflexivity]).
Qed.

Example E7_instance : expectedReturn (toGame coin) (coinRun 2) = optimalReturn (toGame coin).
Proof.
  apply (E7_one_turn_finite_time (toGame coin) (Q2R (1 # 2)) coinRun 2);
    [exact coin_ok|reflexivity|reflexivity|unfold Q2R; simpl; lra
    |apply (coin_policies 0)|exact coin_sweeps|].
  assert (Opt : optimalReturn (toGame coin) = 1).
  { unfold optimalReturn. simpl. unfold Q2R, Rmax. simpl. destruct (Rle_dec _ _); lra. }
  rewrite Opt. unfold bestWeight. cbn [toGame coin moves movesQ sum reward rewardQ].
  unfold coinRun, toPolicy, toDist, coinRunQ, coinPolicy, row. cbn [nth].
  destruct (Req_EM_T (Q2R 0) 1) as [B|_]; [rewrite Q2R_0 in B; lra|].
  destruct (Req_EM_T (Q2R 1) 1) as [_|B]; [|rewrite Q2R_1 in B; lra].
  unfold Q2R. simpl. lra.
Qed.
